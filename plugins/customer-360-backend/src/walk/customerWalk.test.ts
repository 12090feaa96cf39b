import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { CustomerEntity } from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import { customerEntity } from '../__testUtils__/customers';
import { fakeSource } from '../__testUtils__/fakeSource';
import { migrationsDirectory } from '../installation/applyMigrations';
import { AnnotatedAccounts } from '../links/AnnotatedAccounts';
import { DatabaseLinkIndex } from '../links/DatabaseLinkIndex';
import { DatabaseLinkStore } from '../links/DatabaseLinkStore';
import { JoinedLinkIndex } from '../links/JoinedLinkIndex';
import { SourceReach } from '../sources/SourceReach';
import { DefaultSourceRegistry } from '../sources/SourceRegistry';
import type { CustomerVisitor } from './CustomerVisitor';
import { CustomerWalk } from './CustomerWalk';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const NOON = Date.parse('2026-09-10T12:00:00Z');
const HOUR_MS = 3_600_000;
const refOf = (name: string) => `customer:default/${name}`;

/** A customer with these accounts at the desk, and none elsewhere. */
function withDesk(name: string, desk?: string): CustomerEntity {
  const entity = customerEntity(name);
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: desk === undefined ? {} : { 'customer-360/desk': desk },
    },
  };
}

function registryOf(...ids: string[]) {
  const registry = new DefaultSourceRegistry();
  ids.forEach(id =>
    registry.add(
      fakeSource(id, { tickets: { read: () => Promise.reject(new Error()) } }),
    ),
  );
  return registry;
}

describe.each(databases.eachSupportedId())('CustomerWalk (%s)', databaseId => {
  const clock = { at: NOON, now: () => clock.at };
  let knex: Knex;
  let annotated: AnnotatedAccounts;
  let store: DatabaseLinkStore;
  let reach: SourceReach;

  beforeEach(async () => {
    clock.at = NOON;
    knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: migrationsDirectory });
    annotated = new AnnotatedAccounts({ knex, clock });
    store = new DatabaseLinkStore({ knex });
    reach = new SourceReach({
      knex,
      store,
      clock,
      sources: registryOf('desk', 'billing'),
    });
  });

  const walk = (
    entities: CustomerEntity[],
    options: {
      visitors?: CustomerVisitor[];
      signal?: AbortSignal;
    } = {},
  ) =>
    new CustomerWalk({
      visitors: options.visitors ?? [annotated, reach],
      catalog: catalogServiceMock({ entities }),
      auth: mockServices.auth(),
    }).run(options.signal ?? new AbortController().signal);
  const customersOf = async (...accounts: string[]) =>
    Object.fromEntries(await annotated.customersOf('desk', accounts, knex));

  it('shows each visitor each customer once, however many pages they fill', async () => {
    const seen: string[] = [];
    let ended = 0;
    const names = Array.from({ length: 450 }, (_, i) => `c${1_000 + i}`);
    await walk(
      names.map(name => withDesk(name)),
      {
        visitors: [
          {
            begin: () => ({
              visit: async entities => {
                seen.push(...entities.map(({ metadata }) => metadata.name));
              },
              end: async () => {
                ended += 1;
              },
            }),
          },
        ],
      },
    );
    expect(seen).toEqual(names);
    expect(ended).toBe(1);
  });

  it('ends no round that broke off', async () => {
    await walk([withDesk('acme', 'd1')]);
    const others = Array.from({ length: 250 }, (_, i) => withDesk(`c${i}`));
    const stop = new AbortController();
    clock.at += 25 * HOUR_MS;
    await walk(others, {
      visitors: [
        annotated,
        { begin: () => ({ visit: async () => stop.abort() }) },
      ],
      signal: stop.signal,
    });
    expect(await customersOf('d1')).toEqual({ d1: [refOf('acme')] });
    await walk(others);
    expect(await customersOf('d1')).toEqual({});
  });

  describe('the accounts that are written on customers', () => {
    it('find their customers, several of one account too', async () => {
      await walk([
        withDesk('acme', 'd1, d2'),
        withDesk('beta', 'd2'),
        withDesk('none'),
      ]);
      expect(await customersOf('d1', 'd2', 'd3')).toEqual({
        d1: [refOf('acme')],
        d2: [refOf('acme'), refOf('beta')],
      });
      expect(await annotated.customersOf('billing', ['d1'], knex)).toEqual(
        new Map(),
      );
    });

    it('follow what is written at the next round', async () => {
      await walk([withDesk('acme', 'd1'), withDesk('beta', 'd2')]);
      await walk([withDesk('acme', 'd3'), withDesk('beta', 'd2, d1')]);
      expect(await customersOf('d1', 'd2', 'd3')).toEqual({
        d1: [refOf('beta')],
        d2: [refOf('beta')],
        d3: [refOf('acme')],
      });
    });

    it('are forgotten a day after their customer was in the catalog last', async () => {
      const stays = withDesk('stays', 'd2');
      await walk([withDesk('gone', 'd1'), stays]);
      for (let hours = 0; hours < 24; hours += 6) {
        clock.at += 6 * HOUR_MS;
        await walk([stays]);
      }
      expect(await customersOf('d1', 'd2')).toEqual({
        d1: [refOf('gone')],
        d2: [refOf('stays')],
      });
      clock.at += 1;
      await walk([stays]);
      expect(await customersOf('d1', 'd2')).toEqual({ d2: [refOf('stays')] });
    });

    it('are not written again in each round', async () => {
      const seenAt = async () =>
        (await knex('c360_annotated_accounts').first()).seen_at;
      await walk([withDesk('acme', 'd1')]);
      clock.at += 11 * HOUR_MS;
      await walk([withDesk('acme', 'd1')]);
      expect(await seenAt()).toBe('2026-09-10T12:00:00.000Z');
      clock.at += 2 * HOUR_MS;
      await walk([withDesk('acme', 'd1')]);
      expect(await seenAt()).toBe('2026-09-11T01:00:00.000Z');
    });

    it('are found in a transaction, beside those that are linked', async () => {
      await walk([withDesk('acme', 'd1'), withDesk('beta', 'd2')]);
      for (const [name, account] of [
        ['acme', 'd1'],
        ['beta', 'd1'],
        ['beta', 'd3'],
      ]) {
        await store.apply({
          customerRef: refOf(name),
          source: 'desk',
          account,
          step: { act: 'forced', by: 'user:default/ada', reason: 'Shared' },
          at: '2026-09-10T12:00:00.000Z',
        });
      }
      const index = new JoinedLinkIndex([new DatabaseLinkIndex(), annotated]);
      const found = await knex.transaction(tx =>
        index.customersOf('desk', ['d1', 'd2', 'd3', 'd4'], tx),
      );
      expect(Object.fromEntries(found)).toEqual({
        d1: [refOf('acme'), refOf('beta')],
        d2: [refOf('beta')],
        d3: [refOf('beta')],
      });
    });
  });

  describe('the reach of a source', () => {
    it('is how many customers have an account there, each once', async () => {
      expect(await reach.all()).toEqual(new Map());
      await store.apply({
        customerRef: refOf('linked'),
        source: 'desk',
        account: 'd9',
        step: { act: 'linked', rule: 'domain' },
        at: '2026-09-10T12:00:00.000Z',
      });
      await store.apply({
        customerRef: refOf('acme'),
        source: 'desk',
        account: 'd8',
        step: { act: 'confirmed', by: 'user:default/ada' },
        at: '2026-09-10T12:00:00.000Z',
      });
      await store.apply({
        customerRef: refOf('left-the-catalog'),
        source: 'desk',
        account: 'd7',
        step: { act: 'linked', rule: 'domain' },
        at: '2026-09-10T12:00:00.000Z',
      });
      await walk([
        withDesk('acme', 'd1, d2'),
        withDesk('linked'),
        withDesk('none'),
      ]);
      const countedAt = '2026-09-10T12:00:00.000Z';
      expect(await reach.all()).toEqual(
        new Map([
          ['desk', { customers: 2, countedAt }],
          ['billing', { customers: 0, countedAt }],
        ]),
      );
    });

    it('is counted anew, and not of what is configured no more', async () => {
      await walk([withDesk('acme', 'd1')]);
      clock.at += HOUR_MS;
      const fewer = new SourceReach({
        knex,
        store,
        clock,
        sources: registryOf('desk'),
      });
      await walk([], { visitors: [fewer] });
      expect(await reach.all()).toEqual(
        new Map([
          ['desk', { customers: 0, countedAt: '2026-09-10T13:00:00.000Z' }],
        ]),
      );
    });
  });
});
