import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { CustomerEntityProcessor } from './processor/CustomerEntityProcessor';

/**
 * Adds the Customer kind to the catalog.
 *
 * @public
 */
export const catalogModuleCustomer360 = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'customer-360',
  register(env) {
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addProcessor(new CustomerEntityProcessor());
      },
    });
  },
});
