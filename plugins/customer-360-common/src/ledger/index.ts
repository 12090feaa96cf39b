export * from './LedgerUsage';
