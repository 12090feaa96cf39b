import type {
  LookupRequest,
  LookupResult,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Reader } from '../access/Reader';

/** A customer as a link to its page. */
export interface CustomerLink {
  readonly ref: string;
  readonly namespace: string;
  readonly name: string;
  readonly title: string;
}

/** Finds customers by what a caller gives, or by an id in a vendor's system. */
export interface CustomerLookup {
  /**
   * Those that the reader may see, and that a facet behind the question is not
   * hidden of. Never says how many it left out.
   */
  find(reader: Reader, request: LookupRequest): Promise<LookupResult>;

  /**
   * The customer that an id at a source is linked to.
   *
   * @throws NotFoundError, the same one, when there is none and when the reader
   *   may not see it
   * @throws ConflictError when several that the reader may see are linked to it
   */
  byId(reader: Reader, sourceId: string, id: string): Promise<CustomerLink>;
}
