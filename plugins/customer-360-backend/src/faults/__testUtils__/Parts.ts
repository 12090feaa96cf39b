import { mockServices } from '@backstage/backend-test-utils';
import { LruReadingCache } from '../../facets/LruReadingCache';
import type { ReadingCache } from '../../facets/ReadingCache';
import { FailClosedLedgerStore } from '../../ledger/FailClosedLedgerStore';
import type { LedgerStore } from '../../ledger/LedgerStore';
import type { CustomerPage } from '../../pages/CustomerPage';
import type { SharedReadings } from '../../shared/SharedReadings';

/** Parts of an instance that a test may replace by broken ones. */
export interface Parts {
  cache(): ReadingCache;
  ledger(store: LedgerStore): LedgerStore;
  page(page: CustomerPage): CustomerPage;
  shared(shared: SharedReadings): SharedReadings;
}

const MAX_BYTES = 1_000_000;

/** As the product has them. */
export const productParts: Parts = {
  cache: () => new LruReadingCache({ maxBytes: MAX_BYTES }),
  ledger: store =>
    new FailClosedLedgerStore({ store, logger: mockServices.logger.mock() }),
  page: page => page,
  shared: shared => shared,
};
