export * from './findConflicts';
