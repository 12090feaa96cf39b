import { mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import type { CustomerEntity } from '@customer-360/backstage-plugin-customer-360-common';
import type { ListedCustomer } from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';
import { applyListingMigrations } from '../applyListingMigrations';
import { CustomerIngestion } from '../CustomerIngestion';
import {
  ListingUnavailableError,
  type CustomerLink,
  type CustomerListing,
  type RoundReport,
} from '../CustomerListing';
import { CustomerNews } from '../CustomerNews';
import { CustomerTeller } from '../CustomerTeller';
import { DatabaseListedStore } from '../DatabaseListedStore';
import type { IngestionConfig } from '../IngestionConfig';
import { RemovalAlarm } from '../RemovalAlarm';
import { SourceIngestion } from '../SourceIngestion';

export function company(
  id: string,
  over: Partial<ListedCustomer> = {},
): ListedCustomer {
  return { id, title: `Company ${id}`, team: [], links: {}, ...over };
}

/** Pages of two, so that a round has some. */
const PAGE = 2;

/** A vendor that lists what the test says, and breaks when it says so. */
export class FakeVendor {
  accounts = new Map<string, ListedCustomer>();
  changed: string[] = [];
  /** Asked for: pages by cursor, accounts by id. */
  readonly asked: string[] = [];
  down?: string;
  followsChanges = true;
  /** The cursor that every page leads to. */
  stuckAt?: string;

  set(...accounts: ListedCustomer[]): void {
    this.accounts = new Map(accounts.map(each => [each.id, each]));
  }

  page(source: string, cursor: string | undefined) {
    this.#ask(source, `page ${cursor ?? 'first'}`);
    const start = Number(cursor ?? 0);
    return {
      customers: [...this.accounts.values()].slice(start, start + PAGE),
      cursor: this.stuckAt ?? String(start + PAGE),
      last: this.stuckAt === undefined && start + PAGE >= this.accounts.size,
    };
  }

  changes(source: string, cursor: string | undefined) {
    if (!this.followsChanges) {
      return undefined;
    }
    this.#ask(source, `changes ${cursor ?? 'first'}`);
    const customers = cursor === undefined ? [] : this.#now(this.changed);
    this.changed = [];
    return { customers, cursor: 'now', last: true };
  }

  get(source: string, ids: readonly string[]) {
    this.#ask(source, `get ${ids.join(' ')}`);
    return this.#now(ids);
  }

  #now(ids: readonly string[]) {
    return ids.map(id => this.accounts.get(id) ?? { id, gone: true as const });
  }

  #ask(source: string, what: string): void {
    this.asked.push(what);
    if (this.down !== undefined) {
      throw new ListingUnavailableError(source, this.down);
    }
  }
}

/** The catalog as a provider sees it. */
export class FakeCatalog {
  readonly entities = new Map<string, CustomerEntity>();
  readonly mutations: EntityProviderMutation[] = [];
  /** Breaks once, after so many mutations. */
  breakAfter?: number;

  readonly connection = {
    applyMutation: async (mutation: EntityProviderMutation) => {
      if (this.breakAfter !== undefined && this.breakAfter-- === 0) {
        this.breakAfter = undefined;
        throw new Error('killed');
      }
      this.mutations.push(mutation);
      if (mutation.type !== 'delta') {
        throw new Error('only deltas');
      }
      for (const { entity } of mutation.added) {
        this.entities.set(stringifyEntityRef(entity), entity as CustomerEntity);
      }
      for (const removed of mutation.removed) {
        this.entities.delete('entityRef' in removed ? removed.entityRef : '');
      }
    },
    refresh: async () => undefined,
  };

  titles(): string[] {
    return [...this.entities.values()]
      .map(({ metadata }) => metadata.title ?? '')
      .sort();
  }

  titled(title: string): CustomerEntity {
    const found = [...this.entities.values()].find(
      ({ metadata }) => metadata.title === title,
    );
    if (!found) {
      throw new Error(`No entity is called ${title}`);
    }
    return found;
  }
}

export const CONFIG: IngestionConfig = {
  sources: [{ source: 'crm', annotations: false }],
  everyMs: 12 * 60 * 60_000,
  changesEveryMs: 60_000,
  maxRemovedPercent: 20,
  owner: { fallback: 'group:default/accounts', byRole: 'csm' },
};

/** Vendors, a catalog and a database with as many instances as one likes. */
export async function startWorld(
  knex: Knex,
  over: Partial<IngestionConfig> = {},
) {
  const config = { ...CONFIG, ...over };
  await applyListingMigrations({}, knex);
  const world = {
    ms: Date.parse('2026-09-10T08:00:00Z'),
    people: new Map([
      ['mara@demo.example', 'user:default/mara'],
      ['jonas@demo.example', 'user:default/jonas'],
    ]),
    peopleVersion: 'one',
    links: [] as CustomerLink[],
    reports: [] as RoundReport[],
    reportsFail: false,
  };
  const vendors = new Map(
    config.sources.map(({ source }) => [source, new FakeVendor()]),
  );
  const listing: CustomerListing = {
    page: async (source, cursor) => vendors.get(source)!.page(source, cursor),
    changes: async (source, cursor) =>
      vendors.get(source)!.changes(source, cursor),
    get: async (source, ids) => vendors.get(source)!.get(source, ids),
    tell: async links => {
      world.links.push(...links);
    },
    report: async round => {
      if (world.reportsFail) {
        throw new Error('away');
      }
      world.reports.push(round);
    },
  };
  const catalog = new FakeCatalog();
  const logger = mockServices.logger.mock();
  const notice = {
    refused: jest.fn(async (_source: string, _what: string) => undefined),
  };
  const people = {
    refresh: async () => world.peopleVersion,
    refOf: (email: string) => world.people.get(email),
  };

  function instance(settings: Partial<IngestionConfig> = {}) {
    const own = { ...config, ...settings };
    const store = new DatabaseListedStore({ knex });
    const teller = new CustomerTeller({
      connection: catalog.connection,
      store,
      listing,
      people,
      config: own,
    });
    const alarm = new RemovalAlarm({ ...own, notice, logger });
    const ingestion = new CustomerIngestion({
      sources: own.sources.map(
        source =>
          new SourceIngestion({
            source,
            config: own,
            store,
            listing,
            teller,
            alarm,
            logger,
            now: () => new Date(world.ms),
          }),
      ),
      people,
      config: own,
      logger,
    });
    const news = new CustomerNews({
      store,
      sources: own.sources.map(({ source }) => source),
      logger,
    });
    return {
      store,
      hear: (topic: string, eventPayload: unknown) =>
        news.hear({ topic, eventPayload }),
      turn: (going = () => true) => ingestion.turn(going),
    };
  }

  return {
    ...instance(),
    instance,
    catalog,
    logger,
    notice,
    world,
    vendor: (source = 'crm') => vendors.get(source)!,
    later(hours: number) {
      world.ms += hours * 60 * 60_000;
    },
  };
}
