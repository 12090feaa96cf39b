import type {
  CustomersPage,
  GoneCustomer,
  ListedCustomer,
} from '@customer-360/backstage-plugin-customer-360-node';

/** Which accounts belong to a customer, and why. */
export interface CustomerLink {
  readonly customerRef: string;
  readonly source: string;
  readonly ids: readonly string[];
  readonly rule: 'listed' | 'external_id' | 'domain';
}

/** How bringing in the customers of a source ended. */
export interface RoundReport {
  readonly source: string;
  /** ISO 8601 UTC. */
  readonly endedAt: string;
  /** Accounts that it listed. */
  readonly listed: number;
  /** Its customers in the catalog. */
  readonly customers: number;
  /** Those who would have left and were kept. */
  readonly kept: number;
}

/** What a source lists, asked of the Customer 360 service. */
export interface CustomerListing {
  /** @throws ListingUnavailableError when the source could not be read */
  page(source: string, cursor: string | undefined): Promise<CustomersPage>;

  /** Undefined where the source cannot tell. @throws ListingUnavailableError */
  changes(
    source: string,
    cursor: string | undefined,
  ): Promise<CustomersPage | undefined>;

  /** @throws ListingUnavailableError */
  get(
    source: string,
    ids: readonly string[],
  ): Promise<ReadonlyArray<ListedCustomer | GoneCustomer>>;

  tell(links: readonly CustomerLink[]): Promise<void>;

  /** How a round ended, for who looks at the sources. */
  report(round: RoundReport): Promise<void>;
}

/** The source gave nothing, for a reason of the closed set. */
export class ListingUnavailableError extends Error {
  readonly reason: string;

  constructor(source: string, reason: string) {
    super(`The customers of ${source} could not be listed: ${reason}`);
    this.name = 'ListingUnavailableError';
    this.reason = reason;
  }
}
