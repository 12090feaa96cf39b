import {
  OBSERVED_FACETS,
  type PortfolioPage,
  type PortfolioQuery,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerAccess } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import { ledgerEntry } from '../customers/ledgerEntry';
import type { InstallationKey } from '../installation/InstallationKey';
import type { LedgerEntry, LedgerStore } from '../ledger/LedgerStore';
import { refusedToo } from '../ledger/refusedToo';
import { CLOSED, type ListedCustomers } from './ListedCustomers';
import type { Portfolio } from './Portfolio';
import { PortfolioCursor } from './PortfolioCursor';
import type { PortfolioStore } from './PortfolioStore';
import type { ReportingCurrency } from './ReportingCurrency';

const DEFAULT_LIMIT = 50;
const MAX_COUNTED = 1_000;

/** @see Portfolio */
export class DefaultPortfolio implements Portfolio {
  readonly #access: CustomerAccess;
  readonly #listed: ListedCustomers;
  readonly #store: Pick<PortfolioStore, 'count'>;
  readonly #reporting: ReportingCurrency;
  readonly #ledger: LedgerStore;
  readonly #cursor: PortfolioCursor;

  constructor(options: {
    access: CustomerAccess;
    listed: ListedCustomers;
    store: Pick<PortfolioStore, 'count'>;
    reporting: ReportingCurrency;
    ledger: LedgerStore;
    key: InstallationKey;
  }) {
    this.#access = options.access;
    this.#listed = options.listed;
    this.#store = options.store;
    this.#reporting = options.reporting;
    this.#ledger = options.ledger;
    this.#cursor = new PortfolioCursor(options);
  }

  async query(reader: Reader, query: PortfolioQuery): Promise<PortfolioPage> {
    const asked: LedgerEntry = {
      kind: 'portfolio',
      actorRef: reader.userRef,
      requestId: reader.requestId,
      facets: {},
      labels: [],
    };
    const visibility = await refusedToo(this.#ledger, asked, () =>
      this.#access.listable(reader),
    );
    if ('closed' in visibility) {
      await this.#ledger.append([{ ...asked, rows: 0 }]);
      return {
        rows: [],
        total: { count: 0, more: false },
        closed: CLOSED[visibility.closed],
      };
    }
    const identity = { userRef: reader.userRef, query };
    const after =
      query.cursor === undefined
        ? undefined
        : this.#cursor.decode(identity, query.cursor);
    const list = await this.#listed.listOf(reader, visibility, query);
    const [{ customers, next, rows }, total] = await Promise.all([
      this.#listed.page(reader, list, after, query.limit ?? DEFAULT_LIMIT),
      this.#store.count(list, MAX_COUNTED),
    ]);
    // One row per customer shown, in one statement; one row when nobody is.
    await this.#ledger.append(
      customers.length > 0
        ? customers.map(customer => ({
            ...ledgerEntry(reader, 'portfolio', customer, OBSERVED_FACETS),
            rows: customers.length,
          }))
        : [{ ...asked, rows: 0 }],
    );
    const { described } = this.#reporting;
    return {
      rows: [...rows],
      total,
      ...(next && { nextCursor: this.#cursor.encode(identity, next) }),
      ...(described && { converted: described }),
    };
  }
}
