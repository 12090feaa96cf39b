import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { pollGrants } from './grants/pollGrants';
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
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        policy: policyExtensionPoint,
      },
      async init({ config, policy, ...services }) {
        policy.setPolicy(
          new Customer360PermissionPolicy(
            readRoleModel(config),
            pollGrants(services),
          ),
        );
      },
    });
  },
});
