import { TestDatabases } from '@backstage/backend-test-utils';
import { FacetRegistry } from '../facets/FacetRegistry';
import { migrationsDirectory } from '../installation/applyMigrations';
import { DatabaseObservationStore } from './DatabaseObservationStore';
import { RetentionWatch } from './RetentionWatch';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const acme = 'customer:default/acme';
const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = Date.parse('2026-11-26T12:00:00.000Z');

describe.each(databases.eachSupportedId())(
  'RetentionWatch (%s)',
  databaseId => {
    async function start() {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      const store = new DatabaseObservationStore({ knex });
      const keep = (
        facet: 'contracts' | 'tickets',
        daysAgo: number,
        value: number,
      ) => {
        const asOf = new Date(NOW - daysAgo * DAY_MS).toISOString();
        return store.keep(acme, [
          {
            facet,
            asOf,
            fetchedAt: asOf,
            sources: ['s'],
            figures: [{ metric: 'm', unit: '', value }],
          },
        ]);
      };
      const watch = new RetentionWatch({
        store,
        definitions: new FacetRegistry().configured(new Map()),
        config: {
          keptMs: 400 * DAY_MS,
          keptMsByLabel: new Map([['contract', 200 * DAY_MS]]),
        },
        clock: { now: () => NOW },
      });
      const left = async () =>
        (
          await knex('c360_observations')
            .orderBy('facet')
            .orderBy('as_of')
            .select('facet', 'as_of')
        ).map(row => `${row.facet} ${(NOW - Date.parse(row.as_of)) / DAY_MS}`);
      return { keep, left, watch };
    }

    it('keeps by label, and of what is old only what changed', async () => {
      const { keep, left, watch } = await start();
      for (const [daysAgo, value] of [
        [401, 1],
        [399, 2],
        [201, 3],
        [199, 4],
        [101, 4],
        [99, 4],
      ]) {
        await keep('contracts', daysAgo, value);
        await keep('tickets', daysAgo, value);
      }
      await watch.run(new AbortController().signal);
      expect(await left()).toEqual([
        'contracts 199',
        'contracts 99',
        'tickets 399',
        'tickets 201',
        'tickets 199',
        'tickets 99',
      ]);
    });

    it('ends when it is told to', async () => {
      const { keep, left, watch } = await start();
      await keep('tickets', 500, 1);
      await watch.run(AbortSignal.abort());
      expect(await left()).toHaveLength(1);
    });
  },
);
