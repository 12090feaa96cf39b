export * from './evaluateIndicators';
export * from './indicatorKinds';
