import { TestDatabases } from '@backstage/backend-test-utils';
import { migrationsDirectory } from '../installation/applyMigrations';
import { DatabaseObservationStore } from './DatabaseObservationStore';
import type { Observation } from './ObservationStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const acme = 'customer:default/acme';
const other = 'customer:default/other';

const mrr = (amount: number, asOf: string): Observation => ({
  facet: 'subscriptions',
  asOf,
  fetchedAt: asOf,
  sources: ['stripe', 'stripe-us'],
  figures: [
    { metric: 'subscriptions', unit: '', value: 1 },
    { metric: 'mrr', unit: 'EUR', value: amount },
  ],
});
const open = (count: number, asOf: string): Observation => ({
  facet: 'tickets',
  asOf,
  fetchedAt: asOf,
  sources: ['zendesk'],
  figures: [{ metric: 'tickets-open', unit: '', value: count }],
});

describe.each(databases.eachSupportedId())(
  'DatabaseObservationStore (%s)',
  databaseId => {
    async function start() {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      return { knex, store: new DatabaseObservationStore({ knex }) };
    }
    const all = { from: '2000', to: '3000' };

    it('keeps what changed, and the first of each day', async () => {
      const { store, knex } = await start();
      const kept: number[] = [];
      for (const observation of [
        mrr(100, '2026-11-01T10:00:00.000Z'),
        mrr(100, '2026-11-01T11:00:00.000Z'),
        mrr(120, '2026-11-01T12:00:00.000Z'),
        mrr(120, '2026-11-01T23:59:59.999Z'),
        mrr(120, '2026-11-02T00:00:00.000Z'),
      ]) {
        kept.push(await store.keep(acme, [observation]));
      }
      expect(kept).toEqual([1, 0, 1, 0, 1]);
      expect(
        (await knex('c360_observations').orderBy('as_of')).map(row =>
          Boolean(row.changed),
        ),
      ).toEqual([true, true, false]);
      expect(await store.latestIn(acme, all)).toEqual([
        {
          ...mrr(120, '2026-11-02T00:00:00.000Z'),
          figures: [
            { metric: 'mrr', unit: 'EUR', value: 120 },
            { metric: 'subscriptions', unit: '', value: 1 },
          ],
        },
      ]);
    });

    it('takes the same figures in another order for the same', async () => {
      const { store } = await start();
      const first = mrr(100, '2026-11-01T10:00:00.000Z');
      await store.keep(acme, [first]);
      const again = {
        ...first,
        asOf: '2026-11-01T11:00:00.000Z',
        figures: [...first.figures].reverse(),
      };
      expect(await store.keep(acme, [again])).toBe(0);
    });

    it('keeps nothing that is older than what is known', async () => {
      const { store } = await start();
      await store.keep(acme, [mrr(120, '2026-11-02T00:00:00.000Z')]);
      expect(
        await store.keep(acme, [mrr(100, '2026-11-01T00:00:00.000Z')]),
      ).toBe(0);
      expect((await store.observedSince(acme)).get('subscriptions')).toBe(
        '2026-11-02T00:00:00.000Z',
      );
    });

    it('keeps it once when two instances read the same', async () => {
      const { store, knex } = await start();
      await Promise.all(
        Array.from({ length: 10 }, () =>
          store.keep(acme, [mrr(120, '2026-11-02T00:00:00.000Z')]),
        ),
      );
      expect(await knex('c360_observations')).toHaveLength(1);
    });

    it('gives the latest of each facet up to a day, and nothing that is too old', async () => {
      const { store } = await start();
      await store.keep(acme, [mrr(100, '2026-11-01T10:00:00.000Z')]);
      await store.keep(acme, [mrr(120, '2026-11-03T10:00:00.000Z')]);
      await store.keep(acme, [open(3, '2026-10-01T10:00:00.000Z')]);
      await store.keep(other, [
        open(9, '2026-11-02T10:00:00.000Z'),
        mrr(900, '2026-11-01T10:00:00.000Z'),
      ]);
      const span = {
        from: '2026-11-01T00:00:00.000Z',
        to: '2026-11-02T23:59:59.999Z',
      };
      expect(await store.latestIn(acme, span)).toMatchObject([
        { ...mrr(100, '2026-11-01T10:00:00.000Z'), figures: expect.anything() },
      ]);
      expect(await store.latestIn(acme, span)).toHaveLength(1);
    });

    it('gives the first of each facet and the latest up to some instants, each once', async () => {
      const { store } = await start();
      for (const [amount, day] of [
        [1, '2026-08-01'],
        [2, '2026-08-20'],
        [3, '2026-10-20'],
        [4, '2026-11-20'],
      ] as const) {
        await store.keep(acme, [mrr(amount, `${day}T10:00:00.000Z`)]);
        await store.keep(other, [mrr(90 + amount, `${day}T11:00:00.000Z`)]);
      }
      await store.keep(acme, [open(7, '2026-11-01T10:00:00.000Z')]);
      const found = async (...facets: Observation['facet'][]) =>
        (
          await store.milestones(acme, {
            facets,
            upTo: ['2026-10-24T23:59:59.999Z', '2026-08-20T10:00:00.000Z'],
          })
        ).map(({ asOf, facet, figures }) => [
          facet,
          asOf.slice(0, 10),
          figures[0].value,
        ]);
      expect(await found('subscriptions')).toEqual([
        ['subscriptions', '2026-08-01', 1],
        ['subscriptions', '2026-08-20', 2],
        ['subscriptions', '2026-10-20', 3],
      ]);
      // What began later has its beginning alone.
      expect(await found('tickets')).toEqual([['tickets', '2026-11-01', 7]]);
      expect(await found('health')).toEqual([]);
    });

    it('forgets one customer and no other', async () => {
      const { store } = await start();
      await store.keep(acme, [mrr(100, '2026-11-01T10:00:00.000Z')]);
      await store.keep(other, [mrr(100, '2026-11-01T10:00:00.000Z')]);
      expect(await store.erase(acme)).toBe(1);
      expect(await store.latestIn(acme, all)).toEqual([]);
      expect(await store.latestIn(other, all)).toHaveLength(1);
    });

    it('takes away the oldest first, and where asked only what says nothing new', async () => {
      const { store, knex } = await start();
      for (const day of ['01', '02', '03', '04']) {
        await store.keep(acme, [
          open(1, `2026-11-${day}T00:00:00.000Z`),
          mrr(1, `2026-11-${day}T00:00:00.000Z`),
        ]);
      }
      const left = async () =>
        (
          await knex('c360_observations')
            .orderBy('facet')
            .orderBy('as_of')
            .select('facet', 'as_of')
        ).map(row => `${row.facet} ${row.as_of.slice(8, 10)}`);
      const options = {
        facets: ['tickets'] as const,
        before: '2026-11-04T00:00:00.000Z',
        limit: 1,
      };
      expect(
        await store.deleteBefore({ ...options, unchangedOnly: true }),
      ).toBe(1);
      expect(await left()).toEqual([
        ...['01', '02', '03', '04'].map(day => `subscriptions ${day}`),
        'tickets 01',
        'tickets 03',
        'tickets 04',
      ]);
      expect(
        await store.deleteBefore({
          ...options,
          unchangedOnly: false,
          limit: 10,
        }),
      ).toBe(2);
      expect(
        await store.deleteBefore({
          ...options,
          unchangedOnly: false,
          limit: 10,
        }),
      ).toBe(0);
      expect((await left()).slice(4)).toEqual(['tickets 04']);
    });
  },
);
