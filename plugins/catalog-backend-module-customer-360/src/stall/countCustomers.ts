import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { CUSTOMER_KIND } from '@customer-360/backstage-plugin-customer-360-common';

/** How many customers the catalog has, whoever may see them. */
export async function countCustomers(
  catalog: Pick<CatalogService, 'queryEntities'>,
  credentials: BackstageCredentials,
): Promise<number> {
  const { totalItems } = await catalog.queryEntities(
    {
      filter: { kind: CUSTOMER_KIND },
      fields: ['metadata.name'],
      limit: 1,
    },
    { credentials },
  );
  return totalItems;
}
