import type {
  CandidateRule,
  UnavailableReason,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';
import {
  unpackReading,
  type CachedReading,
  type PackedReading,
} from './PackedReading';

/** What is known of one facet of one account at one source. */
export type AccountReading<R = CachedReading> =
  | {
      readonly kind: 'read';
      readonly account: string;
      readonly reading: R;
      /** Set when the reading is an older one. */
      readonly stale?: Staleness;
    }
  | {
      readonly kind: 'failed';
      readonly account: string;
      readonly reason: SourceErrorReason;
    };

/** Why there is no newer reading: it could not be read, or is being read now. */
export type Staleness = UnavailableReason | 'renewing';

/** One source's part in a facet. */
export interface SourceReading<R = CachedReading> {
  readonly source: { readonly id: string; readonly title: string };
  /** Empty where no id of this customer is linked. */
  readonly accounts: ReadonlyArray<AccountReading<R>>;
  /** Ids that look like this customer, where none is linked. */
  readonly candidates: readonly string[];
  /** True where one of them has just been linked: asked again, it is read. */
  readonly linked?: true;
  /** True while it is looked for accounts: asked again, more is known. */
  readonly looking?: true;
  /** Why it could not be looked for accounts: there may be some. */
  readonly notLooked?: UnavailableReason;
  /** Set where an account was found and no person has said that it is theirs. */
  readonly foundBy?: CandidateRule;
}

/** By facet id; facets that no source fills are absent. */
export type FacetReadings<R = CachedReading> = ReadonlyMap<
  string,
  ReadonlyArray<SourceReading<R>>
>;

export function unpackSources(
  readings: ReadonlyArray<SourceReading<PackedReading>>,
): SourceReading[] {
  return readings.map(reading => ({
    ...reading,
    accounts: reading.accounts.map(account =>
      account.kind === 'read'
        ? { ...account, reading: unpackReading(account.reading) }
        : account,
    ),
  }));
}

export function unpackReadings(
  readings: FacetReadings<PackedReading>,
): FacetReadings {
  return new Map(
    [...readings].map(([id, sources]) => [id, unpackSources(sources)]),
  );
}
