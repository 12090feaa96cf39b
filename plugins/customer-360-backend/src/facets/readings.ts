import type { UnavailableReason } from '@customer-360/backstage-plugin-customer-360-common';
import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';
import type { CachedReading } from './FacetCache';

/** What is known of one facet of one account at one source. */
export type AccountReading =
  | {
      readonly kind: 'read';
      readonly account: string;
      readonly reading: CachedReading;
      /** Set when the reading is an older one: why there is no new one. */
      readonly staleBecause?: UnavailableReason;
    }
  | {
      readonly kind: 'failed';
      readonly account: string;
      readonly reason: SourceErrorReason;
    };

/** One source's part in a facet. */
export interface SourceReading {
  readonly source: { readonly id: string; readonly title: string };
  /** Empty where no id of this customer is linked. */
  readonly accounts: readonly AccountReading[];
  /** Ids that look like this customer, where none is linked. */
  readonly candidates: readonly string[];
}

/** By facet id; facets that no source fills are absent. */
export type FacetReadings = ReadonlyMap<string, readonly SourceReading[]>;
