export * from './settingsModule';
