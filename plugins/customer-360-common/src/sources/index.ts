export * from './sourceOutage';
export * from './SourceReport';
