export * from './evaluateIndicators';
