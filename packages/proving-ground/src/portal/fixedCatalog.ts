import { createServiceFactory } from '@backstage/backend-plugin-api';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { entitiesOf } from './entitiesOf';
import type { PortalOptions } from './PortalOptions';

/** The same customers without a catalog that had to be started. */
export function fixedCatalog(options: PortalOptions) {
  return createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () =>
      new InMemoryCatalogClient({
        entities: entitiesOf(options),
      }) as unknown as CatalogService,
  });
}
