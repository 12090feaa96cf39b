export * from './SinceLook';
export * from './changesSince';
