import type {
  GoneCustomer,
  ListedCustomer,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';

/** What a listing gave, or why it could not be read: a word of a closed set. */
export type ListingAnswer =
  | {
      readonly state: 'ok';
      readonly customers: ReadonlyArray<ListedCustomer | GoneCustomer>;
      readonly cursor: string;
      readonly last: boolean;
    }
  | {
      readonly state: 'unavailable';
      readonly reason: SourceErrorReason;
      /** When the vendor said it may be asked again. ISO 8601 UTC. */
      readonly retryAt?: string;
    };

/** The customers that sources list, for whoever brings them into the catalog. */
export interface CustomerListings {
  /**
   * @throws NotFoundError where there is no such source, or none that lists
   *   customers (or changes of them)
   */
  page(
    sourceId: string,
    mode: 'all' | 'changes',
    cursor?: string,
  ): Promise<ListingAnswer>;

  /** The same for accounts by id: one page, the last. */
  get(sourceId: string, ids: readonly string[]): Promise<ListingAnswer>;
}
