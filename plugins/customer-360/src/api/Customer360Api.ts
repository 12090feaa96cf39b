import { createApiRef } from '@backstage/core-plugin-api';
import type {
  CustomerView,
  FacetId,
  FacetPage,
  LookupRequest,
  LookupResult,
  Scope,
  SinceLook,
} from '@customer-360/backstage-plugin-customer-360-common';

/** Namespace and name of a Customer in the catalog. @public */
export interface CustomerKey {
  namespace: string;
  name: string;
}

/** @public */
export interface CallOptions {
  signal?: AbortSignal;
}

/**
 * Through whose eyes a page is looked at: what the reader and the role both may
 * see. For those who hold `customer360.grants.manage`.
 *
 * @public
 */
export interface Preview {
  role: string;
  /** Whose customer it is taken to be to the role. */
  scope: Scope;
}

/** @public */
export interface ViewOptions extends CallOptions {
  preview?: Preview;

  /** `YYYY-MM-DD`: a day that is over, in UTC. The page as it was at its end. */
  asOf?: string;

  /**
   * Why it is asked for, which the ledger keeps: somebody opened the page, which
   * is what it is without this, or an open page renewed what it shows, by itself
   * or because it was told of a change.
   */
  look?: 'opened' | 'refreshed' | 'pushed';
}

/** @public */
export interface FacetPageOptions extends CallOptions {
  /** Opaque, from the page before; absent for the first page. */
  cursor?: string;
  /** Records per page, 1 to 200. */
  limit?: number;
  preview?: Preview;
}

/**
 * The service of Customer 360, as the page calls it. Every method rejects with
 * a {@link Customer360Error}, or with an `AbortError` when the signal fired.
 *
 * @public
 */
export interface Customer360Api {
  /** The whole page. Hidden and absent customers are the same `not_found`. */
  getView(customer: CustomerKey, options?: ViewOptions): Promise<CustomerView>;

  /**
   * Which figures have changed since the reader last looked, of what they see in
   * full. What they look at now is not the last time yet.
   */
  sinceLastLook(
    customer: CustomerKey,
    options?: CallOptions,
  ): Promise<SinceLook>;

  /** The same to be printed: the ledger keeps that it left the portal. */
  brief(customer: CustomerKey, options?: CallOptions): Promise<CustomerView>;

  /** One page of a drill-down, from the source. */
  getFacetPage<F extends FacetId>(
    customer: CustomerKey,
    facet: F,
    options?: FacetPageOptions,
  ): Promise<FacetPage<F>>;

  /** Reads facets again now, all of them when none is named; the view after it. */
  refresh(
    customer: CustomerKey,
    facets?: readonly FacetId[],
    options?: CallOptions,
  ): Promise<CustomerView>;

  /** Customers by what a caller gives. */
  lookup(request: LookupRequest, options?: CallOptions): Promise<LookupResult>;

  /** The customer that has an id at a source. */
  findBySource(
    source: string,
    id: string,
    options?: CallOptions,
  ): Promise<CustomerKey>;
}

/** @public */
export const customer360ApiRef = createApiRef<Customer360Api>({
  id: 'plugin.customer360.service',
});
