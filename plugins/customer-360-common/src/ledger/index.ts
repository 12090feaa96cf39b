export * from './LedgerRecord';
export * from './LedgerUsage';
