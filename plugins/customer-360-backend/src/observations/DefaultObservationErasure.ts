import { stringifyEntityRef } from '@backstage/catalog-model';
import { isErrorWithName } from '@backstage/errors';
import {
  CUSTOMER_KIND,
  observationsErasePermission,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerAccess } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { CustomerName } from '../customers/CustomerPages';
import type { CustomerLedgerEntry, LedgerStore } from '../ledger/LedgerStore';
import { refusedToo } from '../ledger/refusedToo';
import type { ObservationErasure } from './ObservationErasure';
import type { ObservationStore } from './ObservationStore';

/** @see ObservationErasure */
export class DefaultObservationErasure implements ObservationErasure {
  readonly #access: CustomerAccess;
  readonly #ledger: LedgerStore;
  readonly #store: Pick<ObservationStore, 'count' | 'erase'>;

  constructor(options: {
    access: CustomerAccess;
    ledger: LedgerStore;
    store: Pick<ObservationStore, 'count' | 'erase'>;
  }) {
    this.#access = options.access;
    this.#ledger = options.ledger;
    this.#store = options.store;
  }

  async erase(reader: Reader, name: CustomerName): Promise<void> {
    const customerRef = stringifyEntityRef({ kind: CUSTOMER_KIND, ...name });
    const entry: CustomerLedgerEntry = {
      kind: 'observations_erase',
      actorRef: reader.userRef,
      requestId: reader.requestId,
      customerRef,
      facets: {},
      labels: [],
    };
    const rows = await refusedToo(this.#ledger, entry, async () => {
      await this.#access.require(reader, observationsErasePermission);
      return this.#rowsOf(reader, name, customerRef);
    });
    await this.#ledger.append([{ ...entry, rows }]);
    await this.#store.erase(customerRef);
  }

  /**
   * Whoever is hidden looks like who was never there; of who has left nothing
   * but the rows is left to see.
   */
  async #rowsOf(
    reader: Reader,
    name: CustomerName,
    customerRef: string,
  ): Promise<number> {
    try {
      await this.#access.readCustomer(reader, name);
      return await this.#store.count(customerRef);
    } catch (error) {
      if (!isErrorWithName(error, 'NotFoundError')) {
        throw error;
      }
      const kept = await this.#store.count(customerRef);
      if (kept === 0 || (await this.#isThere(customerRef))) {
        throw error;
      }
      return kept;
    }
  }

  async #isThere(customerRef: string): Promise<boolean> {
    try {
      await this.#access.requireExisting(customerRef);
      return true;
    } catch (error) {
      if (isErrorWithName(error, 'NotFoundError')) {
        return false;
      }
      throw error;
    }
  }
}
