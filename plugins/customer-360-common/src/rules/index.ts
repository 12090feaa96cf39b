export * from './answers';
export * from './changes';
export * from './conflicts';
export * from './indicators';
export * from './money';
export * from './mrr';
export * from './settings/RuleSettings';
export * from './upcoming';
