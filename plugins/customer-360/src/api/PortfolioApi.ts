import { createApiRef } from '@backstage/core-plugin-api';
import type {
  PortfolioPage,
  PortfolioQuery,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CallOptions } from './Customer360Api';

/**
 * The list of customers, as the service's REST API gives it. Every method rejects
 * with a {@link Customer360Error}, or with an `AbortError` when the signal fired.
 *
 * @public
 */
export interface PortfolioApi {
  /** A page of those that the reader may see. */
  query(query: PortfolioQuery, options?: CallOptions): Promise<PortfolioPage>;
}

/** @public */
export const customer360PortfolioApiRef = createApiRef<PortfolioApi>({
  id: 'plugin.customer360.portfolio',
});
