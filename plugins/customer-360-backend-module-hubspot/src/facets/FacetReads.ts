import type { FacetReading } from '@customer-360/backstage-plugin-customer-360-node';
import type { CompanyReads } from '../reads/CompanyReads';

/** How a facet is read from what its company has. @internal */
export type ReadFacet<TData> = (
  reads: CompanyReads,
) => Promise<FacetReading<TData>>;
