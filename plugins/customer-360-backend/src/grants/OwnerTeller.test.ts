import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Grant } from '@customer-360/backstage-plugin-customer-360-common';
import { customerEntity } from '../__testUtils__/customers';
import { migrationsDirectory } from '../installation/applyMigrations';
import { DatabaseGrantStore } from './DatabaseGrantStore';
import { OwnerTeller } from './OwnerTeller';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const NOON = Date.parse('2026-09-10T12:00:00Z');

/** In the order of their numbers, two of them in each second. */
const glass = (at: number, over: Partial<Grant> = {}): Grant => ({
  id: `11111111-1111-4111-8111-${String(at).padStart(12, '0')}`,
  person: 'user:default/ada',
  scope: { kind: 'customer', ref: `customer:default/c${at}` },
  tier: 'full',
  labels: [],
  reason: 'The renewal is today',
  state: 'live',
  breakGlass: true,
  requestedAt: new Date(NOON + Math.floor(at / 2) * 1_000).toISOString(),
  expiresAt: '2026-09-10T18:00:00.000Z',
  ...over,
});

describe.each(databases.eachSupportedId())('OwnerTeller (%s)', databaseId => {
  async function start(grants: Grant[], deciders = true) {
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: migrationsDirectory });
    const store = new DatabaseGrantStore({ knex });
    for (const grant of grants) {
      await store.add(grant);
    }
    /** Names of customers about whom the catalog fails. */
    const lost = new Set<string>();
    const unowned = new Set<string>();
    /** Ids of grants of which the portal cannot tell. */
    const deaf = new Set<string>();
    const told: string[] = [];
    const logger = mockServices.logger.mock();
    const hear = async (grant: Grant, who: string) => {
      if (deaf.has(grant.id)) {
        throw new Error('not now');
      }
      told.push(`${grant.scope.kind === 'customer' && grant.scope.ref} ${who}`);
    };
    const teller = new OwnerTeller({
      store,
      entities: {
        get: async ({ name }) => {
          if (lost.has(name)) {
            throw new Error('The catalog does not answer');
          }
          const entity = customerEntity(name, {
            owner: name === 'c99' ? 'user:default/ada' : 'user:default/tessa',
          });
          return unowned.has(name) ? { ...entity, relations: [] } : entity;
        },
      },
      notices: {
        asked: async () => {},
        decided: async () => {},
        brokeGlass: (grant, owners) => hear(grant, owners.join()),
        brokeGlassUnowned: async grant => {
          await hear(grant, 'deciders');
          return deciders;
        },
      },
      clock: { now: () => NOON },
      logger,
    });
    return { deaf, logger, lost, store, teller, told, unowned };
  }

  it('goes on where one cannot be told, and tries that one again', async () => {
    const grants = [0, 1, 2, 3].map(at => glass(at));
    const { deaf, lost, store, teller, told } = await start(grants);
    lost.add('c0');
    deaf.add(grants[2].id);
    await teller.tell();
    expect(told).toEqual([
      'customer:default/c1 user:default/tessa',
      'customer:default/c3 user:default/tessa',
    ]);
    expect((await store.untold(10)).map(({ id }) => id)).toEqual([
      grants[0].id,
      grants[2].id,
    ]);

    lost.clear();
    deaf.clear();
    await teller.tell();
    expect(told.slice(2)).toEqual([
      'customer:default/c0 user:default/tessa',
      'customer:default/c2 user:default/tessa',
    ]);
    await teller.tell();
    expect(told).toHaveLength(4);
  });

  it('goes on where more than a batch of them cannot be told', async () => {
    const grants = Array.from({ length: 103 }, (_, at) => glass(at));
    const { deaf, teller, told } = await start(grants);
    for (const { id } of grants.slice(0, 101)) {
      deaf.add(id);
    }
    await teller.tell();
    expect(told).toEqual([
      'customer:default/c101 user:default/tessa',
      'customer:default/c102 user:default/tessa',
    ]);
  });

  it('tells those who decide where nobody else owns the customer', async () => {
    // Ada owns the second one, and opened it herself.
    const { teller, told, unowned } = await start([glass(0), glass(99)]);
    unowned.add('c0');
    await teller.tell();
    expect(told).toEqual([
      'customer:default/c0 deciders',
      'customer:default/c99 deciders',
    ]);
    await teller.tell();
    expect(told).toHaveLength(2);
  });

  it('says in the log, once, where there is nobody to tell', async () => {
    const { logger, teller, unowned } = await start([glass(0)], false);
    unowned.add('c0');
    await teller.tell();
    await teller.tell();
    expect(logger.error.mock.calls).toEqual([
      [expect.stringContaining('nobody is known'), { grant: glass(0).id }],
    ]);
  });
});
