import type { FacetId } from '../facets/facetDefinitions';
import type { Figure } from './Figure';

/** The figures of one facet as they were observed. @public */
export interface ObservedReading {
  readonly facet: FacetId;
  /** When they were true at the source. ISO 8601 UTC. */
  readonly asOf: string;
  readonly figures: readonly Figure[];
}
