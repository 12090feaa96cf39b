import { createApiRef } from '@backstage/core-plugin-api';
import type {
  AccountLink,
  CustomerLinksView,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CallOptions, CustomerKey } from './Customer360Api';

/** An account at a source. @public */
export interface LinkedAccountKey {
  /** Source id. */
  source: string;
  /** Id there. */
  id: string;
}

/**
 * Which accounts are a customer's, as the service's REST API gives it; for those
 * who hold `customer360.links.manage`. Each step is on record. Every method
 * rejects with a {@link Customer360Error}, or with an `AbortError` when the
 * signal fired.
 *
 * @public
 */
export interface LinksApi {
  getLinks(
    customer: CustomerKey,
    options?: CallOptions,
  ): Promise<CustomerLinksView>;

  /**
   * Says that an account is this customer's; in force on every instance within
   * two seconds. `conflict` where another customer is linked to it and `force` is
   * not given, or where the customer has too many.
   */
  confirmLink(
    customer: CustomerKey,
    account: LinkedAccountKey,
    options?: { reason?: string; force?: boolean },
  ): Promise<AccountLink>;

  /**
   * Undoes a link, which is then never made again by itself. `conflict` for one
   * that is written on the entity.
   */
  undoLink(
    customer: CustomerKey,
    account: LinkedAccountKey,
    reason: string,
  ): Promise<void>;
}

/** @public */
export const customer360LinksApiRef = createApiRef<LinksApi>({
  id: 'plugin.customer360.links',
});
