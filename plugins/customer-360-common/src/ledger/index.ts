export * from './LedgerRecord';
export * from './LedgerUsage';
export * from './LedgerVerdict';
