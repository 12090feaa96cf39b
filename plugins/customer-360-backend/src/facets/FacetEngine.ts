import type { CustomerLinks } from '../links/LinkResolver';
import type { CustomerIdentity } from './CustomerIdentity';
import type { FacetReadings } from './readings';

export interface FacetReadRequest {
  readonly customer: CustomerIdentity;
  readonly links: CustomerLinks;
  /** Ids of facets; only what the reader may see is ever asked for. */
  readonly facets: readonly string[];
  /** Those of them to read again though they are still fresh. */
  readonly refresh?: readonly string[];
}

/**
 * Gives the facets of a customer: from the cache what is fresh, from the
 * sources the rest, within the page's deadline. It knows no people: whoever
 * asks has decided who may see what.
 */
export interface FacetEngine {
  read(request: FacetReadRequest): Promise<FacetReadings>;
}
