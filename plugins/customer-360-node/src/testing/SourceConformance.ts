import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerSource, LinkedAccount } from '../source/CustomerSource';
import type {
  VendorAnswer,
  VendorRequest,
  VendorResponder,
} from './VendorServer';

/** Makes a spoilt answer from a healthy one. @public */
export type VendorSpoiler = (
  request: VendorRequest,
  healthy: VendorAnswer,
) => VendorAnswer;

/** @public */
export interface SourceConformance {
  /** Of the module: "Stripe". */
  readonly name: string;
  /** Makes the source against the vendor that listens at `baseUrl`. */
  readonly createSource: (baseUrl: string) => CustomerSource;
  /** The account that `respond` knows. */
  readonly account: LinkedAccount;
  /**
   * The healthy vendor: every facet of the source is read whole from it and
   * has something to show.
   */
  readonly respond: VendorResponder;
  /** Facets to check; all of the source by default. */
  readonly facets?: readonly FacetId[];
  /** The time of all reads. */
  readonly now?: Date;
  /** The account exists and has nothing: no list has a record. */
  readonly empty: VendorSpoiler;
  /** Facets that have something to show even then (the account itself). */
  readonly neverEmpty?: readonly FacetId[];
  /** The same answers with records of another customer in them. */
  readonly wrongCustomer: VendorSpoiler;
  /** Facets that ask for nothing by which a wrong customer could be known. */
  readonly withoutIdentity?: readonly FacetId[];
  /** A word in every status or type that the vendor may add tomorrow. */
  readonly unknownEnum: VendorSpoiler;
  /** A required field of every record with another type. */
  readonly wrongType: VendorSpoiler;
  /** Lists without an end: always a full page and a cursor to the next. */
  readonly endless?: VendorSpoiler;
  /** Facets that read no list, so `endless` changes nothing for them. */
  readonly withoutLists?: readonly FacetId[];
  /** How the vendor says that a record was deleted, where not by 404. */
  readonly deleted?: VendorSpoiler;
  /** Where the vendor has a rate-limit answer of its own; 429 by default. */
  readonly rateLimited?: (retryAfter: string | undefined) => VendorAnswer;
  /**
   * Requests that belong to no facet (a token, the list of pipelines): they
   * stay healthy while a facet's own answers are spoilt in content. Failures
   * of transport (401, 500, hang …) hit them too.
   */
  readonly isShared?: (request: VendorRequest) => boolean;
  /** No read may need more requests than this; 80 by default. */
  readonly maxRequests?: number;
}
