export type { Figure } from './Figure';
export type { ObservedReading } from './ObservedReading';
export * from './observedFacets';
