import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';

/** Where a company registers facets of its own. @public */
export interface Customer360FacetsExtensionPoint {
  /**
   * @throws Error when a facet of the same id exists already
   */
  addFacet<TId extends string, TData, TSummary>(
    definition: FacetDefinition<TId, TData, TSummary>,
  ): void;
}

/** @public */
export const customer360FacetsExtensionPoint =
  createExtensionPoint<Customer360FacetsExtensionPoint>({
    id: 'customer-360.facets',
  });
