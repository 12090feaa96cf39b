import { TestDatabases } from '@backstage/backend-test-utils';
import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import {
  SourceError,
  type BulkRow,
  type CustomerSource,
  type SourceBulk,
} from '@customer-360/backstage-plugin-customer-360-node';
import { migrationsDirectory } from '../installation/applyMigrations';
import type { SyncedQuestion } from '../facets/SyncedReadings';
import type { SyncParts } from '../createSync';
import {
  activity,
  createWorld,
  data,
  refOf,
  scripted,
  SOURCE,
  START,
  tick,
} from './__testUtils__/syncWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The facet can be read by itself as well. */
const both: Partial<CustomerSource> = {
  facets: {
    activity: { read: async () => ({ data: { daily: [], users: [] } }) },
  },
};

describe.each(databases.eachSupportedId())(
  'readings of the sync store (%s)',
  databaseId => {
    async function start(bulk: SourceBulk) {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      return createWorld(knex, bulk);
    }

    function find(
      parts: SyncParts,
      account: string,
      question: Partial<SyncedQuestion> = {},
      domain?: string,
    ) {
      return parts.readings.find(
        {
          source: parts.plans[0].source,
          account: {
            id: account,
            customer: { ref: refOf(account), title: account, domain },
          },
          linkVersion: '',
        },
        {
          definition: activity as unknown as FacetDefinition,
          generation: 1,
          ...question,
        },
      );
    }

    describe('of a facet that comes in bulk alone', () => {
      it('give it with both its times, as long as rounds come', async () => {
        const world = await start(scripted(() => [[data('a', 7)]]));
        const one = world.instance();
        await tick(one);
        const answer = await find(one, 'a');
        expect(answer).toMatchObject({
          kind: 'read',
          reading: {
            asOf: '2026-11-26T11:00:00.000Z',
            fetchedAt: START,
            generation: 1,
            data: { weeklyActive: 7 },
          },
        });
        // Fresh until the next round is overdue, and not a moment less.
        expect(answer).toMatchObject({
          reading: { freshUntil: START + 10 * MINUTE },
        });
      });

      it('say nothing of an account before a round is whole, and that there is none after it', async () => {
        let fails = true;
        const bulk = scripted(() => [[data('a', 7)], []]);
        const page = bulk.page.bind(bulk);
        const world = await start({
          ...bulk,
          page: async (cursor, context) => {
            if (fails && cursor === '1') {
              throw new SourceError('auth');
            }
            return page(cursor, context);
          },
        });
        const one = world.instance();
        expect(await find(one, 'a')).toEqual({
          kind: 'failed',
          reason: 'timeout',
        });
        await tick(one);
        for (const account of ['a', 'x']) {
          expect(await find(one, account)).toEqual({
            kind: 'failed',
            reason: 'auth',
          });
        }
        fails = false;
        world.clock.at += 5 * MINUTE;
        await tick(one);
        expect(await find(one, 'a')).toMatchObject({ kind: 'read' });
        expect(await find(one, 'x')).toEqual({
          kind: 'failed',
          reason: 'not_found',
        });
      });

      it('are gone when no round has come for as long as they are usable', async () => {
        const world = await start(scripted(() => [[data('a', 7)]]));
        const one = world.instance();
        await tick(one);
        world.clock.at += 24 * HOUR - 1;
        expect(await find(one, 'a')).toMatchObject({ kind: 'read' });
        world.clock.at += 1;
        for (const account of ['a', 'x']) {
          expect(await find(one, account)).toEqual({
            kind: 'failed',
            reason: 'timeout',
          });
        }
      });

      it('hold what has not changed for true till the last round of changes', async () => {
        const pages: BulkRow[][] = [[data('a', 7)]];
        const world = await start(scripted(() => pages, { mode: 'changes' }));
        const one = world.instance();
        await tick(one);
        world.clock.at += 30 * HOUR;
        pages.push([]);
        await tick(one);
        expect(await find(one, 'a')).toMatchObject({
          kind: 'read',
          reading: { fetchedAt: START + 30 * HOUR },
        });
      });
    });

    describe('of a facet that can be read by itself too', () => {
      it('spare the read where they are fresh and newer than what is cached', async () => {
        const world = await start(scripted(() => [[data('a', 7)]]));
        const one = world.instance({ source: both });
        await tick(one);
        expect(await find(one, 'a')).toMatchObject({ kind: 'read' });
        const older = {
          known: { fetchedAt: Date.parse('2026-11-26T10:59:59.000Z') },
        };
        expect(await find(one, 'a', older)).toMatchObject({ kind: 'read' });
        const newer = {
          known: { fetchedAt: Date.parse('2026-11-26T11:00:00.000Z') },
        };
        expect(await find(one, 'a', newer)).toEqual({ kind: 'ask' });
        // Dated by what it says of itself, not by when it was read.
        expect(
          await find(one, 'a', {
            known: { fetchedAt: START, asOf: '2026-11-26T10:00:00.000Z' },
          }),
        ).toMatchObject({ kind: 'read' });
        expect(await find(one, 'x')).toEqual({ kind: 'ask' });
        world.clock.at += 5 * MINUTE;
        expect(await find(one, 'a')).toMatchObject({
          kind: 'ask',
          instead: { data: { weeklyActive: 7 } },
        });
      });

      it('stand in only for a read that failed where something of them is missing', async () => {
        const missing = ['Months before are missing'];
        const world = await start(
          scripted(() => [[{ ...data('a', 7), missing } as BulkRow]]),
        );
        const one = world.instance({ source: both });
        await tick(one);
        expect(await find(one, 'a')).toMatchObject({
          kind: 'ask',
          instead: { missing, data: { weeklyActive: 7 } },
        });
        // Where there is no other way, it is all that can be had.
        expect(await find(world.instance(), 'a')).toMatchObject({
          kind: 'read',
          reading: { missing },
        });
      });

      it.each([
        [[], undefined, true],
        [['Months before are missing'], undefined, false],
        [['Months before are missing'], true, true],
        [['A price could not be read'], false, false],
      ])(
        'say with %j missing and figures whole %s whether figures can be noted from them: %s',
        async (missing, figuresWhole, expected) => {
          const world = await start(
            scripted(() => [
              [{ ...data('a', 7), missing, figuresWhole } as BulkRow],
            ]),
          );
          const one = world.instance();
          await tick(one);
          expect(await find(one, 'a')).toMatchObject({
            kind: 'read',
            reading: { missing, figuresWhole: expected },
          });
        },
      );

      it('are nobody’s who is not whom the source names', async () => {
        const owner = { names: ['c'], domains: ['a.example'] };
        const world = await start(
          scripted(() => [
            [
              { ...data('a', 7), owner },
              { ...data('b', 7), owner },
            ] as BulkRow[],
          ]),
        );
        const one = world.instance({ source: both });
        await tick(one);
        const domain = (account: string) => `${account}.example`;
        expect(await find(one, 'a', {}, domain('a'))).toMatchObject({
          kind: 'read',
        });
        expect(await find(one, 'b', {}, domain('b'))).toEqual({ kind: 'ask' });
        const alone = world.instance();
        expect(await find(alone, 'a', {}, domain('a'))).toMatchObject({
          kind: 'read',
        });
        expect(await find(alone, 'b', {}, domain('b'))).toEqual({
          kind: 'failed',
          reason: 'identity_mismatch',
        });
      });

      it('do not stand in for what was acknowledged since', async () => {
        const world = await start(scripted(() => [[data('a', 7)]]));
        const one = world.instance({ source: both });
        await tick(one);
        world.clock.at += MINUTE;
        const after = await world.changes.acknowledge({
          customerRef: refOf('a'),
          source: SOURCE,
          facets: ['activity'],
        });
        const generation = after.of(SOURCE, 'activity');
        expect(generation).toBe(2);
        expect(await find(one, 'a', { generation })).toMatchObject({
          kind: 'ask',
          // Good enough where the read fails, and marked as superseded.
          instead: { generation: 1 },
        });
      });

      it('do again when a round that began later has brought the same', async () => {
        const world = await start(scripted(() => [[data('a', 7)]]));
        const one = world.instance({ source: both });
        await tick(one);
        await world
          .knex('c360_generations')
          .where({ scope: `${SOURCE}/activity` })
          .update({ generation: 5 });
        const long = { generation: 5 };
        expect(await find(one, 'a', long)).toMatchObject({ kind: 'ask' });
        // Hosts' clocks differ: only what was long before counts as before.
        world.clock.at += 11 * MINUTE;
        await tick(one);
        expect(await find(one, 'a', long)).toMatchObject({ kind: 'read' });
      });

      it('are not taken for another credential’s', async () => {
        const world = await start(scripted(() => [[data('a', 7)]]));
        await tick(world.instance({ source: both }));
        const other = world.instance({
          source: { ...both, credentialScope: 'less' },
        });
        expect(await find(other, 'a')).toEqual({ kind: 'ask' });
      });

      it('leave the source to itself when the database is gone', async () => {
        const world = await start(scripted(() => [[data('a', 7)]]));
        const one = world.instance({ source: both });
        await world.knex.schema.dropTable('c360_sync_rows');
        expect(await find(one, 'a')).toEqual({ kind: 'ask' });
        expect(await find(world.instance(), 'a')).toMatchObject({
          kind: 'failed',
        });
      });
    });
  },
);
