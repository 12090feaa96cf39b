import type { CustomerLifecycle } from '../entity/CustomerEntity';
import type { FacetId } from '../facets/facetDefinitions';
import type { SectionId } from '../facets/sections';
import type { Answers } from './answers';
import type { Conflict } from './Conflict';
import type { FacetViews } from './FacetView';
import type { Indicator } from './Indicator';
import type { UpcomingItem } from './UpcomingItem';

/** What the catalog knows of the customer. @public */
export interface CustomerHeader {
  /** `customer:default/cus-8f3a1c` */
  ref: string;
  namespace: string;
  name: string;
  /** What people call them. */
  title: string;
  domain?: string;
  segment?: string;
  lifecycle: CustomerLifecycle;
  owner: string;
  team: Array<{ role: string; ref: string }>;
}

/**
 * How much of this customer the payload holds. Nothing of the person: two
 * people of the same access get the same bytes.
 *
 * @public
 */
export interface ViewAccess {
  /** Level per facet, for those that have a source or are denied. */
  facets: Partial<Record<FacetId, 'full' | 'summary' | 'none'>>;
  /** Labels held for this customer. */
  labels: string[];
  mayRefresh: boolean;
}

/** @public */
export interface SectionView {
  facets: FacetViews;
}

/** The whole page, in one answer. @public */
export interface CustomerView {
  customer: CustomerHeader;
  access: ViewAccess;
  answers: Answers;
  /** Only sections with at least one facet that some source fills. */
  sections: Partial<Record<SectionId, SectionView>>;
  /** Dated things to come, from the visible facets, soonest first. */
  upcoming: UpcomingItem[];
  indicators: Indicator[];
  conflicts: Conflict[];
  /**
   * `YYYY-MM-DD` where the page is of a past day: figures and dates as they were
   * observed then, up to its end in UTC; who they are is of now.
   */
  asOf?: string;
  /** What a page of a past day is made of. */
  basis?: 'observed';
  /** The newest `fetchedAt` among what is visible. ISO 8601 UTC. */
  generatedAt?: string;
}
