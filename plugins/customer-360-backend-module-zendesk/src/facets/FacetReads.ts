import type { FacetReading } from '@customer-360/backstage-plugin-customer-360-node';
import type { OrganizationReads } from '../reads/OrganizationReads';

/** How a facet is read from what its organization has. @internal */
export type ReadFacet<TData> = (
  reads: OrganizationReads,
) => Promise<FacetReading<TData>>;
