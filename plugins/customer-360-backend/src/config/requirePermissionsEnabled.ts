import type { RootConfigService } from '@backstage/backend-plugin-api';

/**
 * Without the permission framework every signed-in person would see every
 * customer, so the plugin does not start.
 *
 * @throws Error naming the key
 */
export function requirePermissionsEnabled(config: RootConfigService): void {
  if (config.getOptionalBoolean('permission.enabled') !== true) {
    throw new Error(
      'Customer 360 needs permission.enabled: true in app-config: without it everybody could read every customer. Set it, and install a permission policy.',
    );
  }
}
