import { TestDatabases } from '@backstage/backend-test-utils';
import type { BulkRow } from '@customer-360/backstage-plugin-customer-360-node';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { migrationsDirectory } from '../installation/applyMigrations';
import {
  changed,
  createWorld,
  data,
  scripted,
  SOURCE,
  START,
  tick,
} from './__testUtils__/syncWorld';
import { CURSORS_TABLE, ROWS_TABLE } from './SyncState';

jest.setTimeout(300_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const MINUTE = 60_000;

/** What a process that is gone says: nothing. */
class Killed extends Error {}

/**
 * A database that is cut off after so many statements: what was not committed by
 * then never is, as after kill -9.
 */
function dyingAfter(knex: Knex, statements: number): Knex {
  let left = statements;
  const die = () => {
    left -= 1;
    if (left < 0) {
      throw new Killed();
    }
  };
  const wrap = (target: Knex): Knex =>
    new Proxy(target, {
      apply(fn, self, args) {
        die();
        return Reflect.apply(fn as never, self, args);
      },
      get(of, name) {
        const value = Reflect.get(of, name);
        if (name === 'transaction') {
          return (work: (tx: Knex) => Promise<unknown>) => {
            die();
            return of.transaction(async tx => {
              const result = await work(wrap(tx));
              // Between the last statement and the commit.
              die();
              return result;
            });
          };
        }
        if (name === 'select' || name === 'raw') {
          return (...args: unknown[]) => {
            if (name === 'raw' && String(args[0]).startsWith('update')) {
              die();
            }
            return value.apply(of, args);
          };
        }
        return value;
      },
    });
  return wrap(knex);
}

describe.each(databases.eachSupportedId())(
  'a sync that is killed (%s)',
  databaseId => {
    let knex: Knex;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
    });

    async function settled(mode: 'snapshot' | 'changes', kills: number[]) {
      await knex(CURSORS_TABLE).delete();
      await knex(ROWS_TABLE).delete();
      await knex('c360_generations').delete();
      const rounds: BulkRow[][][] = [
        [
          [data('a', 1), data('b', 1), changed('a')],
          [data('c', 1)],
          [data('d', 1), changed('c')],
        ],
        [
          [data('a', 1), data('b', 2), changed('a')],
          [data('c', 2)],
          [
            mode === 'changes'
              ? { kind: 'deleted', facet: 'activity', account: 'd' }
              : data('e', 1),
            changed('c', '2026-11-26T12:03:00.000Z'),
          ],
        ],
      ];
      let given = rounds[0];
      const world = createWorld(
        knex,
        scripted(() => given, { mode }),
      );
      const left = [...kills];
      for (const [i] of rounds.entries()) {
        given = mode === 'changes' ? rounds.slice(0, i + 1).flat() : rounds[i];
        world.clock.at = START + i * 30 * MINUTE;
        for (let lives = 0; lives < 40; lives++) {
          const kill = left.shift();
          await tick(
            world.instance({
              knex: kill === undefined ? knex : dyingAfter(knex, kill),
            }),
          );
          const state = await knex(CURSORS_TABLE).first();
          if (
            state?.phase === 'idle' &&
            state.covered_at >= new Date(START + i * 30 * MINUTE).toISOString()
          ) {
            break;
          }
          // Its lease ends.
          world.clock.at += 2 * MINUTE;
        }
      }
      const generations = await knex('c360_generations')
        .orderBy(['customer_ref', 'scope'])
        .select('customer_ref', 'scope', 'generation');
      const {
        rows,
        accounts,
        round,
        live_round: live,
      } = await knex(CURSORS_TABLE).first();
      return {
        shown: await world.shown(),
        generations: generations.map(row => Object.values(row).join(' ')),
        rows,
        accounts,
        isLive: round === live,
        kept: await knex(ROWS_TABLE).whereNotNull('data').count({ n: '*' }),
      };
    }

    it.each(['snapshot', 'changes'] as const)(
      'leaves no gap and does nothing twice: %s',
      async mode => {
        const expected = await settled(mode, []);
        expect(expected.shown).toEqual(
          mode === 'snapshot'
            ? { a: 1, b: 2, c: 2, e: 1 }
            : { a: 1, b: 2, c: 2 },
        );
        expect(expected.generations).toContain(
          `customer:default/b ${SOURCE}/activity 2`,
        );
        await fc.assert(
          fc.asyncProperty(
            fc.array(fc.nat({ max: 90 }), { minLength: 1, maxLength: 6 }),
            async kills => {
              expect(await settled(mode, kills)).toEqual(expected);
            },
          ),
          { numRuns: 40 },
        );
      },
    );

    it.each(['snapshot', 'changes'] as const)(
      'at each point of a whole round: %s',
      async mode => {
        const expected = await settled(mode, []);
        for (let at = 0; at < 90; at += 1) {
          expect([at, await settled(mode, [at])]).toEqual([at, expected]);
        }
      },
    );
  },
);
