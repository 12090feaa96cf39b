import type { FacetId } from '../facets/facetDefinitions';
import type { FacetView } from './FacetView';

/** One page of a drill-down. @public */
export interface FacetPage<F extends FacetId = FacetId> {
  facet: F;
  view: FacetView<F>;
  /** Opaque; absent on the last page. */
  nextCursor?: string;
}
