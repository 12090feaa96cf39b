import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { CustomerSource } from '../source/CustomerSource';

/** Where source modules hand in their sources. @public */
export interface Customer360SourcesExtensionPoint {
  /**
   * @throws Error when a source of the same id was added before
   */
  addSource(source: CustomerSource): void;
}

/** @public */
export const customer360SourcesExtensionPoint =
  createExtensionPoint<Customer360SourcesExtensionPoint>({
    id: 'customer-360.sources',
  });
