import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { Customer360PermissionPolicy } from './policy/Customer360PermissionPolicy';
import { readRoleModel } from './roles/readRoleModel';

/**
 * Installs the ready-made policy. A portal with a policy of its own does not
 * install this module and calls `Customer360PermissionPolicy.combine` instead.
 *
 * @public
 */
export const permissionModuleCustomer360 = createBackendModule({
  pluginId: 'permission',
  moduleId: 'customer-360',
  register(env) {
    env.registerInit({
      deps: {
        policy: policyExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ policy, config }) {
        policy.setPolicy(
          new Customer360PermissionPolicy(readRoleModel(config)),
        );
      },
    });
  },
});
