import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { AccessExplainer } from '../access/AccessExplainer';

/** Where the module that knows the portal's policy says so. @public */
export interface Customer360AccessExtensionPoint {
  /**
   * @throws Error when there is one already
   */
  setExplainer(explainer: AccessExplainer): void;
}

/** @public */
export const customer360AccessExtensionPoint =
  createExtensionPoint<Customer360AccessExtensionPoint>({
    id: 'customer-360.access',
  });
