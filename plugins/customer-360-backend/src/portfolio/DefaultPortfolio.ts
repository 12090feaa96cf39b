import type { AuthService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  isCustomerEntity,
  OBSERVED_FACETS,
  type CustomerEntity,
  type FacetDefinition,
  type PortfolioFilter,
  type PortfolioPage,
  type PortfolioQuery,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerAccess } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { Clock } from '../clock/SharedClock';
import { ledgerEntry } from '../customers/ledgerEntry';
import type { InstallationKey } from '../installation/InstallationKey';
import type { LedgerEntry, LedgerStore } from '../ledger/LedgerStore';
import { refusedToo } from '../ledger/refusedToo';
import { endOfDay } from '../observations/days';
import type { ObservationStore } from '../observations/ObservationStore';
import { askPortal } from '../portal/askPortal';
import type { SourceRegistry } from '../sources/SourceRegistry';
import { needsRanks } from './listQuery';
import { CHANGE_DAYS, listedViews } from './listedViews';
import { foldText } from './nameKey';
import type { Portfolio } from './Portfolio';
import { PortfolioCursor } from './PortfolioCursor';
import type {
  ListedFilter,
  PortfolioStore,
  VisibleList,
} from './PortfolioStore';
import type { ReportingCurrency } from './ReportingCurrency';
import { rowOf } from './rowOf';
import type { Closed } from './visibility/Visibility';

const DEFAULT_LIMIT = 50;
const MAX_COUNTED = 1_000;
const DAY_MS = 24 * 60 * 60 * 1000;

const CLOSED: Readonly<Record<Closed, string>> = {
  'foreign-rule':
    'Customers cannot be listed with your rights: the policy of this portal decides by a rule that a list cannot be cut by. Each customer can be opened by itself.',
  'too-many-rules':
    'Customers cannot be listed with your rights: the policy of this portal decides by more rules than a list can be cut by. Each customer can be opened by itself.',
};

/** @see Portfolio */
export class DefaultPortfolio implements Portfolio {
  readonly #access: CustomerAccess;
  readonly #store: PortfolioStore;
  readonly #observations: Pick<ObservationStore, 'latestOf'>;
  readonly #definitions: readonly FacetDefinition[];
  readonly #filled: ReadonlySet<string>;
  readonly #sources: SourceRegistry;
  readonly #reporting: ReportingCurrency;
  readonly #ledger: LedgerStore;
  readonly #cursor: PortfolioCursor;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #clock: Clock;

  constructor(options: {
    access: CustomerAccess;
    store: PortfolioStore;
    observations: Pick<ObservationStore, 'latestOf'>;
    definitions: readonly FacetDefinition[];
    /** Ids of the facets that some source fills. */
    filled: ReadonlySet<string>;
    sources: SourceRegistry;
    reporting: ReportingCurrency;
    ledger: LedgerStore;
    key: InstallationKey;
    catalog: CatalogService;
    auth: AuthService;
    clock: Clock;
  }) {
    this.#access = options.access;
    this.#store = options.store;
    this.#observations = options.observations;
    this.#definitions = options.definitions;
    this.#filled = options.filled;
    this.#sources = options.sources;
    this.#reporting = options.reporting;
    this.#ledger = options.ledger;
    this.#cursor = new PortfolioCursor(options);
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#clock = options.clock;
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
    const now = this.#clock.now();
    const limit = query.limit ?? DEFAULT_LIMIT;
    const sort = query.sort ?? 'risk';
    const list: VisibleList = {
      ...visibility,
      sort,
      // Of money at risk there is one order alone.
      direction: sort === 'risk' ? 'asc' : query.direction ?? 'asc',
      filter: listedFilter(query.filter, reader, now),
    };
    const identity = { userRef: reader.userRef, query };
    const after =
      query.cursor === undefined
        ? undefined
        : this.#cursor.decode(identity, query.cursor);
    if (needsRanks(list)) {
      await this.#prepare(list, now);
    }
    const [places, total] = await Promise.all([
      this.#store.page(list, after, limit + 1),
      this.#store.count(list, MAX_COUNTED),
    ]);
    const shown = places.slice(0, limit);
    const refs = shown.map(({ ref }) => ref);
    const earlierUpTo = endOfDay(now, CHANGE_DAYS);
    const [entities, observed] = await Promise.all([
      this.#entities(refs),
      this.#observations.latestOf(refs, {
        facets: OBSERVED_FACETS,
        upTo: [earlierUpTo, endOfDay(now)],
      }),
    ]);
    // After all that takes time: by the rights of now, over customers as they
    // are now.
    const customers = await this.#access.filterReadable(reader, entities);
    const rows = customers.map(customer =>
      rowOf({
        customer,
        views: listedViews({
          observations: observed.get(customer.ref) ?? [],
          shape: customer.shape,
          definitions: this.#definitions,
          filled: this.#filled,
          titleOf: source => this.#sources.get(source)?.title ?? source,
          earlierUpTo,
          now,
        }),
        definitions: this.#definitions,
        now: new Date(now),
      }),
    );
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
      rows,
      total,
      ...(places.length > limit && {
        nextCursor: this.#cursor.encode(identity, shown.at(-1)!),
      }),
      ...(described && { converted: described }),
    };
  }

  async #prepare(list: VisibleList, now: number): Promise<void> {
    const masks = [...new Set(list.classes.map(({ mask }) => mask))];
    if (!(await this.#store.prepare(masks, now))) {
      throw new ServiceUnavailableError(
        'The list is being put in this order for the first time. Try again in a moment, or have it in the order of names.',
      );
    }
  }

  /** In the same order; who has left the catalog is left out. */
  async #entities(refs: readonly string[]): Promise<CustomerEntity[]> {
    if (refs.length === 0) {
      return [];
    }
    const credentials = await this.#auth.getOwnServiceCredentials();
    const { items } = await askPortal(() =>
      this.#catalog.getEntitiesByRefs(
        { entityRefs: [...refs] },
        { credentials },
      ),
    );
    return items.flatMap(entity =>
      entity && isCustomerEntity(entity) ? [entity] : [],
    );
  }
}

function listedFilter(
  filter: PortfolioFilter = {},
  { userRef }: Reader,
  now: number,
): ListedFilter {
  const today = Math.floor(now / DAY_MS);
  const within = (days: number | undefined) =>
    days === undefined ? undefined : { from: today, to: today + days };
  return {
    ...(filter.mine && { owners: [userRef] }),
    owner: filter.owner,
    ...(filter.text && { text: foldText(filter.text) }),
    segment: filter.segment,
    lifecycle: filter.lifecycle,
    bands: filter.risk,
    renews: within(filter.renewsWithinDays),
    notice: within(filter.noticeWithinDays),
    ...(filter.dormantDays !== undefined && {
      lastEventUpTo: today - filter.dormantDays,
    }),
    severity1: filter.severity1,
  };
}
