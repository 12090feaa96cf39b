import type { Generations } from '../generations/Generations';
import type { CustomerLinks } from '../links/LinkResolver';
import type { CustomerIdentity } from './CustomerIdentity';
import type { PackedReading } from './PackedReading';
import type { FacetReadings, SourceReading } from './readings';

export interface FacetReadRequest {
  readonly customer: CustomerIdentity;
  readonly links: CustomerLinks;
  /** Ids of facets; only what the reader may see is ever asked for. */
  readonly facets: readonly string[];
  /** Read by the statement that wrote the ledger's row. */
  readonly generations: Generations;
  /**
   * Ids of the only sources that are asked, where not all of them are: nothing
   * is looked for at any where no account is linked.
   */
  readonly sources?: ReadonlySet<string>;
}

/** One facet as it has just become known. */
export interface FacetUpdate {
  readonly facet: string;
  readonly readings: ReadonlyArray<SourceReading<PackedReading>>;
}

/** Something to be read again at a source. */
export interface RefreshTarget {
  readonly source: string;
  readonly facets: readonly string[];
}

/**
 * Gives the facets of a customer: from the caches what is current, from the
 * sources the rest, within the page's deadline. What is merely due to be read
 * again is given at once, marked, and read in the background. It knows no
 * people: whoever asks has decided who may see what.
 */
export interface FacetEngine {
  read(request: FacetReadRequest): Promise<FacetReadings<PackedReading>>;

  /**
   * Each facet as soon as it is known, and once more when what was given first
   * has been read again; ends when nothing is left to come or at the deadline.
   */
  follow(request: FacetReadRequest): AsyncIterable<FacetUpdate>;

  /**
   * What of the facets is old enough to be read again now. Facets that go stale
   * together are named together.
   */
  refreshable(request: FacetReadRequest): readonly RefreshTarget[];

  /** The facets with all others that go stale together with them at the source. */
  together(source: string, facets: readonly string[]): readonly string[];
}
