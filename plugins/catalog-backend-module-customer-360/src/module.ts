import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { isCustomerRule } from '@customer-360/backstage-plugin-customer-360-node';
import { CustomerEntityProcessor } from './processor/CustomerEntityProcessor';

/**
 * Adds the Customer kind to the catalog, and the rule that a policy needs to
 * name customers one by one.
 *
 * @public
 */
export const catalogModuleCustomer360 = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'customer-360',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init({ catalog, permissionsRegistry }) {
        catalog.addProcessor(new CustomerEntityProcessor());
        permissionsRegistry.addPermissionRules([isCustomerRule]);
      },
    });
  },
});
