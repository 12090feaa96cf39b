export * from './CustomerLinksView';
export * from './LinkRule';
export * from './OrphanPage';
