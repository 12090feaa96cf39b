import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { customer360AccessExtensionPoint } from '@customer-360/backstage-plugin-customer-360-node';
import {
  readRoleModel,
  RoleAccessExplainer,
} from '@customer-360/backstage-plugin-permission-backend-module-customer-360';

/**
 * Tells the Customer 360 service which roles there are, so that it can say why
 * somebody sees what they see. For portals whose policy is the ready-made one.
 *
 * @public
 */
export const customer360ModuleRoles = createBackendModule({
  pluginId: 'customer-360',
  moduleId: 'roles',
  register(env) {
    env.registerInit({
      deps: {
        access: customer360AccessExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ access, config }) {
        access.setExplainer(new RoleAccessExplainer(readRoleModel(config)));
      },
    });
  },
});
