import { createApiRef } from '@backstage/core-plugin-api';
import type {
  PortfolioPage,
  PortfolioQuery,
  SavedView,
  SavedViewInput,
  SavedViewQuery,
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

  /** All of them as CSV; needs `customer360.export`. */
  export(query: SavedViewQuery, options?: CallOptions): Promise<Blob>;

  /** Lists that the reader has kept, and those that others share. */
  savedViews(options?: CallOptions): Promise<SavedView[]>;

  addView(view: SavedViewInput): Promise<SavedView>;

  changeView(id: string, view: SavedViewInput): Promise<SavedView>;

  removeView(id: string): Promise<void>;
}

/** @public */
export const customer360PortfolioApiRef = createApiRef<PortfolioApi>({
  id: 'plugin.customer360.portfolio',
});
