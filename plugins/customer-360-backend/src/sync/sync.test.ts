import { TestDatabases } from '@backstage/backend-test-utils';
import {
  SourceError,
  type BulkRow,
  type SourceBulk,
} from '@customer-360/backstage-plugin-customer-360-node';
import { migrationsDirectory } from '../installation/applyMigrations';
import {
  changed,
  createWorld,
  data,
  refOf,
  scripted,
  SOURCE,
  tick,
} from './__testUtils__/syncWorld';
import { ROWS_TABLE } from './SyncState';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const MINUTE = 60_000;

describe.each(databases.eachSupportedId())('sync (%s)', databaseId => {
  async function start(bulk: SourceBulk) {
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: migrationsDirectory });
    return createWorld(knex, bulk);
  }

  const generationOf = async (
    world: Awaited<ReturnType<typeof start>>,
    account: string,
    facet = 'activity',
  ) => (await world.generations(account)).of(SOURCE, facet);

  describe('a snapshot', () => {
    it('shows all of a round at once, and tells only those whose rows changed', async () => {
      let pages: BulkRow[][] = [[data('a', 1), data('b', 1)], [data('c', 1)]];
      const bulk = scripted(() => pages);
      const world = await start(bulk);
      const one = world.instance();
      await tick(one);
      expect(await world.shown()).toEqual({ a: 1, b: 1, c: 1 });
      expect(await generationOf(world, 'a')).toBe(1);
      expect(await world.state()).toMatchObject({
        phase: 'idle',
        rows: 3,
        accounts: 3,
        failing: null,
        lease_holder: null,
      });

      // Not due: nothing is asked.
      world.heard.length = 0;
      await tick(one);
      expect(bulk.asked).toHaveLength(2);

      pages = [[data('a', 1), data('b', 2)], [data('d', 1)]];
      world.clock.at += 5 * MINUTE;
      await tick(one);
      expect(await world.shown()).toEqual({ a: 1, b: 2, d: 1 });
      expect(await generationOf(world, 'a')).toBe(1);
      expect(await generationOf(world, 'b')).toBe(2);
      // It is gone, and what was cached of it is worthless.
      expect(await generationOf(world, 'c')).toBe(2);
      expect(await generationOf(world, 'd')).toBe(1);
      expect(await world.knex(ROWS_TABLE)).toHaveLength(3);
      // Who listens hears of the same, once it is committed.
      expect(world.heard).toEqual(
        ['b', 'd', 'c'].map(account => ({
          customerRef: refOf(account),
          source: SOURCE,
          facets: ['activity'],
        })),
      );
    });

    it('takes only other data for news where the source does not say when they changed', async () => {
      const undated = (account: string, value: number, missing?: string[]) => {
        const { asOf: _, ...row } = data(account, value) as BulkRow & {
          asOf?: string;
        };
        return { ...row, missing } as BulkRow;
      };
      let rows = [undated('a', 1), undated('b', 1), undated('c', 1)];
      const world = await start(scripted(() => [rows]));
      const one = world.instance();
      await tick(one);
      rows = [undated('a', 1), undated('b', 2), undated('c', 1, ['A part'])];
      world.clock.at += 5 * MINUTE;
      await tick(one);
      expect(await world.shown()).toEqual({ a: 1, b: 2, c: 1 });
      expect(await generationOf(world, 'a')).toBe(1);
      expect(await generationOf(world, 'b')).toBe(2);
      expect(await generationOf(world, 'c')).toBe(2);
      // True when they were read.
      const kept = await world.knex(ROWS_TABLE).orderBy('account_id');
      expect(kept.map(row => row.as_of)).toEqual(
        Array(3).fill(new Date(world.clock.at).toISOString()),
      );
    });

    it('shows nothing of a round that is not whole', async () => {
      let broken = false;
      const bulk = scripted(() => [[data('a', 2)], [data('b', 2)]]);
      const page = bulk.page.bind(bulk);
      const world = await start({
        ...bulk,
        page: async (cursor, context) => {
          if (broken && cursor === '1') {
            throw new SourceError('upstream');
          }
          return page(cursor, context);
        },
      });
      await tick(world.instance());
      const before = await generationOf(world, 'a');
      broken = true;
      world.clock.at += 5 * MINUTE;
      await tick(world.instance());
      expect(await world.shown()).toEqual({ a: 2, b: 2 });
      expect(await generationOf(world, 'a')).toBe(before);
      expect(await world.state()).toMatchObject({
        phase: 'reading',
        cursor: '1',
        failing: 'upstream',
      });
    });

    it.each([
      ['nothing', []],
      ['fewer than half', [data('a', 1)]],
    ])('refuses a round that lists %s', async (_name, left: BulkRow[]) => {
      let rows: BulkRow[] = [data('a', 1), data('b', 1), data('c', 1)];
      const world = await start(scripted(() => [rows]));
      const one = world.instance();
      await tick(one);
      rows = left;
      world.clock.at += 5 * MINUTE;
      await tick(one);
      expect(await world.shown()).toEqual({ a: 1, b: 1, c: 1 });
      expect(await world.state()).toMatchObject({
        refused_rounds: 1,
        phase: 'idle',
        accounts: 3,
      });
      expect(world.alarms).toMatchObject([{ event: 'sync-alarm' }]);
      expect(await generationOf(world, 'b')).toBe(1);
      expect(await world.knex(ROWS_TABLE)).toHaveLength(3);

      // What it lists again is taken again.
      rows = [data('a', 2), data('b', 1), data('c', 1)];
      world.clock.at += 5 * MINUTE;
      await tick(one);
      expect(await world.shown()).toEqual({ a: 2, b: 1, c: 1 });
    });

    it('tells of more accounts than one step looks at, each once', async () => {
      const many = (value: number) =>
        [0, 1].map(page =>
          Array.from({ length: 700 }, (_, i) =>
            data(`a${page}-${i}`, i % 2 === 0 ? value : 1),
          ),
        );
      let pages = many(1);
      const world = await start(scripted(() => pages));
      const one = world.instance();
      await tick(one);
      pages = many(2);
      world.clock.at += 5 * MINUTE;
      await tick(one);
      const counts = await world
        .knex('c360_generations')
        .where({ scope: `${SOURCE}/activity` })
        .select('generation')
        .count({ n: '*' })
        .groupBy('generation')
        .orderBy('generation');
      expect(counts.map(row => Object.values(row).map(Number))).toEqual([
        [1, 700],
        [2, 700],
      ]);
    });
  });

  describe('changes', () => {
    it('renews a row that comes again as it was, where the source does not date it', async () => {
      const { asOf: _, ...undated } = data('a', 1) as BulkRow & {
        asOf?: string;
      };
      const pages: BulkRow[][] = [[undated as BulkRow]];
      const world = await start(scripted(() => pages, { mode: 'changes' }));
      const one = world.instance();
      await tick(one);
      const before = await generationOf(world, 'a');
      world.clock.at += 5 * MINUTE;
      pages.push([undated as BulkRow]);
      await tick(one);
      expect(await generationOf(world, 'a')).toBe(before);
      expect(await world.knex(ROWS_TABLE).first()).toMatchObject({
        fetched_at: new Date(world.clock.at).toISOString(),
      });
    });

    it('go on at the cursor, and a page that repeats rows does nothing', async () => {
      const pages = [[data('a', 1), changed('a')], [data('b', 1)]];
      const bulk = scripted(() => pages, { mode: 'changes' });
      const world = await start(bulk);
      const one = world.instance();
      await tick(one);
      expect(await world.shown()).toEqual({ a: 1, b: 1 });
      expect(await generationOf(world, 'a', 'tickets')).toBe(1);

      pages.push([data('a', 1), changed('a'), data('b', 2)], []);
      world.clock.at += 5 * MINUTE;
      await tick(one);
      expect(bulk.asked).toEqual([undefined, '1', '2', '3']);
      expect(await generationOf(world, 'a')).toBe(1);
      expect(await generationOf(world, 'a', 'tickets')).toBe(1);
      expect(await generationOf(world, 'b')).toBe(2);
      expect(await world.shown()).toEqual({ a: 1, b: 2 });
      expect(await world.state()).toMatchObject({ rows: 2, phase: 'idle' });
    });

    it('never go back to what is older', async () => {
      const pages = [[data('a', 2, '2026-11-26T11:30:00.000Z')]];
      const world = await start(scripted(() => pages, { mode: 'changes' }));
      const one = world.instance();
      await tick(one);
      pages.push([data('a', 1, '2026-11-26T11:00:00.000Z'), changed('a')]);
      world.clock.at += 5 * MINUTE;
      await tick(one);
      pages.push([changed('a', '2026-11-26T11:00:00.000Z')]);
      world.clock.at += 5 * MINUTE;
      await tick(one);
      expect(await world.shown()).toEqual({ a: 2 });
      expect(await generationOf(world, 'a')).toBe(1);
      expect(await generationOf(world, 'a', 'tickets')).toBe(1);
    });

    it('take away what is deleted, once', async () => {
      const gone: BulkRow = {
        kind: 'deleted',
        facet: 'activity',
        account: 'a',
      };
      const pages: BulkRow[][] = [[data('a', 1), data('b', 1)]];
      const world = await start(scripted(() => pages, { mode: 'changes' }));
      const one = world.instance();
      await tick(one);
      for (let i = 0; i < 2; i++) {
        pages.push([gone]);
        world.clock.at += 5 * MINUTE;
        await tick(one);
      }
      expect(await world.shown()).toEqual({ b: 1 });
      expect(await generationOf(world, 'a')).toBe(2);
      expect(await world.state()).toMatchObject({ rows: 1 });
    });

    it('leave out a row that is not what it should be, and refuse a page of nothing else', async () => {
      const wrong = {
        ...data('x', 1),
        data: { weeklyActive: 'many' },
      } as never;
      const foreign = { ...data('y', 1), facet: 'notes' } as never;
      const future = data('z', 1, '2027-11-26T11:00:00.000Z');
      const pages: BulkRow[][] = [[data('a', 1), wrong, foreign, future]];
      const world = await start(scripted(() => pages, { mode: 'changes' }));
      const one = world.instance();
      await tick(one);
      expect(await world.shown()).toEqual({ a: 1 });
      pages.push([wrong]);
      world.clock.at += 5 * MINUTE;
      await tick(one);
      expect(await world.state()).toMatchObject({
        failing: 'schema',
        cursor: '1',
      });
    });

    it.each([
      ['the same cursor', (cursor?: string) => cursor ?? 'x'],
      ['a circle', (cursor?: string) => String((Number(cursor ?? 0) + 1) % 5)],
    ])('begin anew where the source gives %s', async (_name, next) => {
      let loops = false;
      const pages = [[data('a', 1)]];
      const calm = scripted(() => pages, { mode: 'changes' });
      let calls = 0;
      const world = await start({
        ...calm,
        page: async (cursor, context) => {
          calls += 1;
          return loops
            ? { rows: [], cursor: next(cursor), last: false }
            : calm.page(cursor, context);
        },
      });
      const one = world.instance();
      await tick(one);
      loops = true;
      calls = 0;
      world.clock.at += 5 * MINUTE;
      await tick(one);
      expect(calls).toBeLessThan(20);
      expect(await world.state()).toMatchObject({
        restarts: 1,
        cursor: null,
        failing: 'schema',
      });
      // What it brought before is shown meanwhile.
      expect(await world.shown()).toEqual({ a: 1 });
      expect(world.logger.warn).toHaveBeenCalled();
      loops = false;
      pages[0] = [data('a', 3)];
      world.clock.at += 5 * MINUTE;
      await tick(one);
      expect(await world.shown()).toEqual({ a: 3 });
      expect(await world.state()).toMatchObject({ failing: null, failures: 0 });
    });

    it('begin anew where the cursor is refused, and forget what is there no more', async () => {
      let refuses = false;
      let rows = [data('a', 1), data('b', 1)];
      const world = await start({
        ...scripted(() => []),
        mode: 'changes',
        page: async cursor => {
          if (refuses && cursor !== undefined) {
            throw new SourceError('not_found');
          }
          return { rows: cursor ? [] : rows, cursor: 'c', last: true };
        },
      });
      const one = world.instance();
      await tick(one);
      refuses = true;
      rows = [data('b', 2)];
      world.clock.at += 5 * MINUTE;
      await tick(one);
      expect(await world.state()).toMatchObject({ restarts: 1 });
      expect(await world.shown()).toEqual({ a: 1, b: 1 });
      world.clock.at += 5 * MINUTE;
      await tick(one);
      expect(await world.shown()).toEqual({ b: 2 });
      expect(await generationOf(world, 'a')).toBe(2);
    });
  });

  describe('several instances', () => {
    it('never read one round at once, also where their clocks are off by ten minutes', async () => {
      let under = 0;
      let most = 0;
      const bulk = scripted(() =>
        Array.from({ length: 6 }, (_, i) => [data(`a${i}`, 1)]),
      );
      const page = bulk.page.bind(bulk);
      const world = await start({
        ...bulk,
        page: async (cursor, context) => {
          under += 1;
          most = Math.max(most, under);
          await new Promise(setImmediate);
          under -= 1;
          return page(cursor, context);
        },
      });
      await Promise.all([
        tick(world.instance({ skewMs: 10 * MINUTE })),
        tick(world.instance({ skewMs: -10 * MINUTE })),
      ]);
      expect(most).toBe(1);
      expect(bulk.asked).toHaveLength(6);
      expect(await generationOf(world, 'a0')).toBe(1);
    });

    it('take over a lease that has ended; who was thought dead keeps nothing', async () => {
      const pages = [[data('a', 1)], [data('b', 1)], [data('c', 1)]];
      const bulk = scripted(() => pages);
      const page = bulk.page.bind(bulk);
      let release = () => {};
      const frozen = new Promise<void>(resolve => {
        release = resolve;
      });
      let freezes = true;
      let reached = () => {};
      const stuck = new Promise<void>(resolve => {
        reached = resolve;
      });
      const world = await start({
        ...bulk,
        page: async (cursor, context) => {
          if (cursor === '1' && freezes) {
            freezes = false;
            reached();
            await frozen;
          }
          return page(cursor, context);
        },
      });
      const first = tick(world.instance());
      await stuck;
      const other = world.instance();
      await tick(other);
      // The lease is still held.
      expect(bulk.asked).toHaveLength(1);
      world.clock.at += 2 * MINUTE;
      await tick(other);
      expect(await world.shown()).toEqual({ a: 1, b: 1, c: 1 });
      const steps = (await world.state()).steps;
      release();
      await first;
      expect((await world.state()).steps).toBe(steps);
      expect(await generationOf(world, 'b')).toBe(1);
    });
  });

  describe('the source', () => {
    it('is left alone until it may be asked again', async () => {
      const retryAt = new Date(Date.parse('2026-11-26T12:20:00Z'));
      const bulk = scripted(() => [[data('a', 1)], [data('b', 1)]]);
      const page = bulk.page.bind(bulk);
      let limits = true;
      const world = await start({
        ...bulk,
        page: async (cursor, context) => {
          if (limits && cursor === '1') {
            throw new SourceError('rate_limited', { retryAt });
          }
          return page(cursor, context);
        },
      });
      const one = world.instance();
      await tick(one);
      limits = false;
      world.clock.at += 19 * MINUTE;
      await tick(one);
      expect(bulk.asked).toEqual([undefined]);
      world.clock.at += 1 * MINUTE;
      await tick(one);
      // It goes on where it was.
      expect(bulk.asked).toEqual([undefined, '1']);
      expect(await world.shown()).toEqual({ a: 1, b: 1 });
    });

    it('is left to those who wait for a page, and while it asked for silence', async () => {
      const bulk = scripted(() => [[data('a', 1)]]);
      const world = await start(bulk);
      const statuses = [
        { breaker: 'closed', load: { running: 4, waiting: 0, slots: 8 } },
        { breaker: 'closed', load: { running: 1, waiting: 1, slots: 8 } },
        { breaker: 'closed', load: { running: 1, waiting: 0, slots: 8 } },
      ] as const;
      let looked = 0;
      const statusOf = () => statuses[Math.min(looked++, 2)];
      await tick(world.instance({ sessions: { statusOf } }));
      expect(looked).toBe(3);
      expect(bulk.asked).toHaveLength(1);

      world.clock.at += 5 * MINUTE;
      const heldUntil = new Date(Date.now() + 60 * MINUTE);
      await tick(
        world.instance({
          sessions: { statusOf: () => ({ breaker: 'closed', heldUntil }) },
        }),
      );
      expect(bulk.asked).toHaveLength(1);
      expect(await world.state()).toMatchObject({ failing: 'rate_limited' });
    });

    it('is asked nothing more when the service ends, and the lease is given back', async () => {
      const end = new AbortController();
      const bulk = scripted(() => [[data('a', 1)], [data('b', 1)]]);
      const page = bulk.page.bind(bulk);
      const world = await start({
        ...bulk,
        page: async (cursor, context) => {
          const answer = await page(cursor, context);
          end.abort();
          return answer;
        },
      });
      await tick(world.instance(), end.signal);
      expect(bulk.asked).toHaveLength(1);
      expect(await world.state()).toMatchObject({
        phase: 'reading',
        lease_holder: null,
        failing: null,
      });
      await tick(world.instance());
      await tick(world.instance());
      expect(await world.shown()).toEqual({ a: 1, b: 1 });
    });

    it('is read anew with another credential, and what the first saw is shown no more', async () => {
      const world = await start(scripted(() => [[data('a', 1)]]));
      await tick(world.instance());
      const other = world.instance({ source: { credentialScope: 'less' } });
      await tick(other);
      const rows = await world.knex(ROWS_TABLE);
      expect(rows).toMatchObject([{ scope: 'less' }]);
      expect(await world.state()).toMatchObject({ scope: 'less', restarts: 1 });
    });

    it('has accounts of nobody, who are handed on', async () => {
      const world = await start(scripted(() => [[data('a', 1), data('b', 1)]]));
      await tick(world.instance({ unlinked: account => account === 'b' }));
      expect(world.seen).toEqual([['b']]);
      expect((await world.generations('b')).text).toBe('{}');
      expect(refOf('a')).toBe('customer:default/a');
    });
  });
});
