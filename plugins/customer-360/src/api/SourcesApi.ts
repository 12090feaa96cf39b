import { createApiRef } from '@backstage/core-plugin-api';
import type {
  OrphanPage,
  SourceReport,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CallOptions } from './Customer360Api';

/** @public */
export interface OrphanQueryOptions extends CallOptions {
  /** Source id. */
  source: string;
  /** Opaque, from the page before; absent for the first page. */
  cursor?: string;
  /** 1 to 200. */
  limit?: number;
}

/**
 * How the sources are, as the service's REST API gives it. Every method rejects
 * with a {@link Customer360Error}, or with an `AbortError` when the signal fired.
 *
 * @public
 */
export interface SourcesApi {
  /** In the order of config; `denied` without `customer360.sources.read`. */
  list(options?: CallOptions): Promise<readonly SourceReport[]>;

  /**
   * What is linked to nothing at a source; `denied` without
   * `customer360.sources.read` and `customer360.links.manage`.
   */
  orphans(options: OrphanQueryOptions): Promise<OrphanPage>;
}

/** @public */
export const customer360SourcesApiRef = createApiRef<SourcesApi>({
  id: 'plugin.customer360.sources',
});
