import type {
  FacetDataMap,
  FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { HumanDuration } from '@backstage/types';
import type { SourceContext } from '../source/SourceContext';
import type { RowOwner } from './RowOwner';

/**
 * One row of a bulk read: a facet of one account, that there is none any more,
 * or only that something of it has changed.
 *
 * @public
 */
export type BulkRow =
  | {
      [F in FacetId]: {
        readonly kind: 'data';
        readonly facet: F;
        /** Id of the account at the source. */
        readonly account: string;
        /**
         * When it was true at the source. ISO 8601 UTC. Left out where the source
         * does not say when it changed: it was true when it was read, and only
         * other data are news.
         */
        readonly asOf?: string;
        readonly data: FacetDataMap[F];
        /**
         * What it does not hold of what a read would, in sentences for people; at
         * most 20 of 300 characters. Such a row stands in only for a read that
         * failed.
         */
        readonly missing?: readonly string[];
        /**
         * True where nothing of what is missing is needed for the figures that
         * are observed of the facet, such as the MRR: they are noted from the
         * row as from a whole one.
         */
        readonly figuresWhole?: boolean;
        /**
         * Whose it is, where the source says so: a row that is another's than
         * the customer's whose account this is taken for is shown to nobody.
         */
        readonly owner?: RowOwner;
      };
    }[FacetId]
  | {
      readonly kind: 'deleted';
      readonly facet: FacetId;
      readonly account: string;
    }
  /** What is cached of these is worthless; who wants to see it reads it. */
  | {
      readonly kind: 'changed';
      readonly facets: readonly FacetId[];
      readonly account: string;
      /** ISO 8601 UTC. */
      readonly changedAt: string;
    };

/** @public */
export interface BulkPage {
  /** At most 1,000. */
  readonly rows: readonly BulkRow[];
  /**
   * Where to go on after this page, in the source's own words, at most 2,000
   * characters. Kept when the page's effects are, so a killed round goes on here.
   */
  readonly cursor: string;
  /** True where the source has no more for now. */
  readonly last: boolean;
}

/**
 * Many customers by one call, on a schedule.
 *
 * `changes`: pages of what changed since the cursor; it goes on for ever, and
 * a page may repeat rows of the one before (overlap). `snapshot`: all there is,
 * from the beginning each time; swapped in whole after its last page, guarded
 * against an empty or shrinking source.
 *
 * @public
 */
export interface SourceBulk {
  /** Unique within the source: `tickets`. */
  readonly id: string;
  readonly mode: 'snapshot' | 'changes';
  /** What its rows may be about. */
  readonly facets: readonly FacetId[];
  /** How often a round begins where config does not say otherwise. */
  readonly every: HumanDuration;
  /**
   * One page.
   *
   * @param cursor - of the page before; undefined at the very first, and for
   *   `snapshot` at the beginning of each round
   * @throws SourceError for all that went wrong; `not_found` where the cursor is
   *   no longer good, so that the round begins anew
   */
  page(cursor: string | undefined, context: SourceContext): Promise<BulkPage>;
}
