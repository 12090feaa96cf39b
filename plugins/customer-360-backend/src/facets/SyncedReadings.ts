import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';
import type { FacetUnit } from './facetKey';
import type { CachedReading, ReadingMarks } from './PackedReading';

/** What is wanted of a facet of an account. */
export interface SyncedQuestion {
  readonly definition: FacetDefinition;
  readonly generation: number;
  /** Where others of its group are still fresh: goes stale with them. */
  readonly freshNoLongerThan?: number;
  /** What the caches have of it. */
  readonly known?: Pick<ReadingMarks, 'asOf' | 'fetchedAt'>;
  /**
   * True where the source will not be asked whatever is answered: what a round
   * has brought is then fresh until the next ones have come.
   */
  readonly unasked?: boolean;
}

/** What bulk reads have to say to a fill. */
export type SyncedAnswer =
  | { readonly kind: 'read'; readonly reading: CachedReading }
  | { readonly kind: 'failed'; readonly reason: SourceErrorReason }
  /** The source is to be asked; `instead` beats what is cached where it fails. */
  | { readonly kind: 'ask'; readonly instead?: CachedReading };

/** What was read of many customers at once, for a fill of one. Never rejects. */
export interface SyncedReadings {
  find(unit: FacetUnit, question: SyncedQuestion): Promise<SyncedAnswer>;
}

/** Where nothing is read in bulk. */
export const nothingSynced: SyncedReadings = {
  find: async () => ({ kind: 'ask' }),
};
