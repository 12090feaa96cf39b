import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { LedgerHeadStore } from '../ledger/LedgerHeadStore';

/** Where a company says where the ends of the ledger are kept. @public */
export interface Customer360LedgerExtensionPoint {
  /**
   * Instead of the file `customer360.ledger.heads.file`.
   *
   * @throws Error when there is one already
   */
  setHeadStore(store: LedgerHeadStore): void;
}

/** @public */
export const customer360LedgerExtensionPoint =
  createExtensionPoint<Customer360LedgerExtensionPoint>({
    id: 'customer-360.ledger',
  });
