export type { Figure } from './Figure';
export * from './observedFacets';
