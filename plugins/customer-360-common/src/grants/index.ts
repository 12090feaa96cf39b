export * from './Grant';
