import type { AuthService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  isCustomerEntity,
  OBSERVED_FACETS,
  type CustomerEntity,
  type FacetDefinition,
  type PortfolioFilter,
  type PortfolioQuery,
  type PortfolioRow,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  CustomerAccess,
  ReadableCustomer,
} from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { Clock } from '../clock/SharedClock';
import { endOfDay } from '../observations/days';
import type { ObservationStore } from '../observations/ObservationStore';
import { askPortal } from '../portal/askPortal';
import type { SourceRegistry } from '../sources/SourceRegistry';
import { needsRanks } from './listQuery';
import { CHANGE_DAYS, listedViews } from './listedViews';
import { foldText } from './nameKey';
import type {
  ListedFilter,
  ListPlace,
  PortfolioStore,
  VisibleList,
} from './PortfolioStore';
import { rowOf } from './rowOf';
import type { Closed, Visibility } from './visibility/Visibility';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Why nobody can be listed by the reader's rights, in a sentence for them. */
export const CLOSED: Readonly<Record<Closed, string>> = {
  'foreign-rule':
    'Customers cannot be listed with your rights: the policy of this portal decides by a rule that a list cannot be cut by. Each customer can be opened by itself.',
  'too-many-rules':
    'Customers cannot be listed with your rights: the policy of this portal decides by more rules than a list can be cut by. Each customer can be opened by itself.',
};

/** Some customers of a list, in its order. */
export interface ListedPage {
  readonly customers: readonly ReadableCustomer[];
  /** Of each of them, in the same order. */
  readonly rows: readonly PortfolioRow[];
  /** Where the next page begins; undefined after the last one. */
  readonly next?: ListPlace;
}

/** Customers of a list as a reader sees them. Puts nothing on record. */
export class ListedCustomers {
  readonly #access: CustomerAccess;
  readonly #store: PortfolioStore;
  readonly #observations: Pick<ObservationStore, 'latestOf'>;
  readonly #definitions: readonly FacetDefinition[];
  readonly #filled: ReadonlySet<string>;
  readonly #sources: SourceRegistry;
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
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#clock = options.clock;
  }

  /**
   * The list as a reader may see it, ready to be paged through.
   *
   * @throws ServiceUnavailableError while an order is made for the first time
   */
  async listOf(
    reader: Reader,
    visibility: Exclude<Visibility, { closed: Closed }>,
    { filter, sort = 'risk', direction = 'asc' }: PortfolioQuery,
  ): Promise<VisibleList> {
    const now = this.#clock.now();
    const list: VisibleList = {
      ...visibility,
      sort,
      // Of money at risk there is one order alone.
      direction: sort === 'risk' ? 'asc' : direction,
      filter: listedFilter(filter, reader, now),
    };
    if (needsRanks(list)) {
      const masks = [...new Set(list.classes.map(({ mask }) => mask))];
      if (!(await this.#store.prepare(masks, now))) {
        throw new ServiceUnavailableError(
          'The list is being put in this order for the first time. Try again in a moment, or have it in the order of names.',
        );
      }
    }
    return list;
  }

  async page(
    reader: Reader,
    list: VisibleList,
    after: ListPlace | undefined,
    limit: number,
  ): Promise<ListedPage> {
    const now = this.#clock.now();
    const places = await this.#store.page(list, after, limit + 1);
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
    return {
      customers,
      rows,
      ...(places.length > limit && { next: shown.at(-1)! }),
    };
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
