import { InputError } from '@backstage/errors';
import {
  exportPermission,
  OBSERVED_FACETS,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerAccess } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import { ledgerEntry } from '../customers/ledgerEntry';
import type { LedgerEntry, LedgerStore } from '../ledger/LedgerStore';
import { refusedToo } from '../ledger/refusedToo';
import { CLOSED, type ListedCustomers } from './ListedCustomers';
import { csvHead, csvLine } from './portfolioCsv';
import type { PortfolioExport, PortfolioExportQuery } from './PortfolioExport';
import type { ListPlace, PortfolioStore } from './PortfolioStore';

const MOST = 5_000;
const PAGE = 200;

/** @see PortfolioExport */
export class DefaultPortfolioExport implements PortfolioExport {
  readonly #access: CustomerAccess;
  readonly #listed: ListedCustomers;
  readonly #store: Pick<PortfolioStore, 'count'>;
  readonly #ledger: LedgerStore;
  readonly #most: number;

  /** @param options - with how many are exported at once, at most */
  constructor(options: {
    access: CustomerAccess;
    listed: ListedCustomers;
    store: Pick<PortfolioStore, 'count'>;
    ledger: LedgerStore;
    most?: number;
  }) {
    this.#access = options.access;
    this.#listed = options.listed;
    this.#store = options.store;
    this.#ledger = options.ledger;
    this.#most = options.most ?? MOST;
  }

  async csv(reader: Reader, query: PortfolioExportQuery) {
    const asked: LedgerEntry = {
      kind: 'portfolio_export',
      actorRef: reader.userRef,
      requestId: reader.requestId,
      facets: {},
      labels: [],
    };
    const visibility = await refusedToo(this.#ledger, asked, async () => {
      await this.#access.require(reader, exportPermission);
      return this.#access.listable(reader);
    });
    if ('closed' in visibility) {
      await this.#ledger.append([{ ...asked, rows: 0 }]);
      throw new InputError(CLOSED[visibility.closed]);
    }
    const list = await this.#listed.listOf(reader, visibility, query);
    const { count } = await this.#store.count(list, this.#most + 1);
    if (count > this.#most) {
      throw new InputError(
        `There are more than ${this.#most.toLocaleString(
          'en',
        )} customers, which is as many as are exported at once; nothing was exported. Narrow the list, by segment or owner.`,
      );
    }
    const lines = [csvHead()];
    const entries: LedgerEntry[] = [];
    let after: ListPlace | undefined;
    do {
      const page = await this.#listed.page(reader, list, after, PAGE);
      lines.push(...page.rows.map(csvLine));
      entries.push(
        ...page.customers.map(customer =>
          ledgerEntry(reader, 'portfolio_export', customer, OBSERVED_FACETS),
        ),
      );
      after = page.next;
      // Some may come while it is read; never more than was said.
    } while (after && entries.length < this.#most);
    const customers = entries.length;
    await this.#ledger.append(
      customers > 0
        ? entries.map(entry => ({ ...entry, rows: customers }))
        : [{ ...asked, rows: 0 }],
    );
    return { text: lines.join(''), customers };
  }
}
