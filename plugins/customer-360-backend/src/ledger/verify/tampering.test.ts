import {
  mockCredentials,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { Knex } from 'knex';
import request from 'supertest';
import { customerEntity } from '../../__testUtils__/customers';
import { ticketsData } from '../../__testUtils__/facetData';
import { everything } from '../../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../../__testUtils__/fakeSource';
import { BASE, portalOf, viewPath } from '../../__testUtils__/startCustomer360';
import { asOwner } from '../__testUtils__/openLedger';

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const ada = mockCredentials.user.header('user:default/ada');

const LEDGER = 'c360_ledger';
const REGISTRY = 'c360_ledger_chains';
const NUMBERS: ReadonlySet<string> = new Set(['seq', 'last_seq']);
const NULLABLE: ReadonlySet<string> = new Set([
  'person',
  'acting_as',
  'customer_ref',
  'detail',
]);

type Row = Record<string, string | number | null>;

/** What the owner of the database does to one row. */
interface Tampering {
  table: typeof LEDGER | typeof REGISTRY;
  /** Which row and which column, of those that there are. */
  row: number;
  column: number;
  how: 'change' | 'remove';
  text: string;
  number: number;
  empty: boolean;
}

const tampering: fc.Arbitrary<Tampering> = fc.record({
  table: fc.constantFrom(LEDGER, LEDGER, REGISTRY),
  row: fc.nat(),
  column: fc.nat(),
  how: fc.constantFrom('change', 'change', 'change', 'remove'),
  text: fc.string({
    unit: fc.constantFrom(...'abcXYZ019-_:/.{}"[] '),
    maxLength: 12,
  }),
  number: fc.integer({ min: 1, max: 40 }),
  empty: fc.boolean(),
});

/** What a column is set to: something else than what it was. */
function changed(column: string, was: Row[string], by: Tampering) {
  if (NUMBERS.has(column)) {
    return Number(was) + by.number + 10_000;
  }
  if (was !== null && by.empty && NULLABLE.has(column)) {
    return null;
  }
  return by.text === was ? `${by.text}x` : by.text;
}

describe.each(databases.eachSupportedId())(
  'a ledger in the hands of the owner of the database (%s)',
  databaseId => {
    let knex: Knex;
    let get: (path: string) => request.Test;
    let stop: () => Promise<void>;

    /** Rows of many kinds in a chain that is sealed, and an open one. */
    beforeAll(async () => {
      knex = await databases.init(databaseId);
      const setup = {
        customers: [customerEntity('acme'), customerEntity('beta')],
        sources: [
          fakeSource(
            'desk',
            { tickets: countingReader('tickets', () => ticketsData('desk')) },
            { lookup: { email: async () => ['org_acme', 'org_beta'] } },
          ),
        ],
        policy: everything,
        knex,
      };
      const first = await startTestBackend(portalOf(setup));
      const ask = (path: string) =>
        request(first.server).get(path).set('authorization', ada);
      await ask(viewPath('acme'));
      await ask(viewPath('nowhere'));
      await ask(`${BASE}/customers/default/beta/facets/tickets`);
      await ask(`${BASE}/ledger?limit=2`);
      await request(first.server)
        .post(`${BASE}/lookup`)
        .set('authorization', ada)
        .send({ kind: 'email', value: 'a@b.example' });
      await first.stop();
      const second = await startTestBackend(portalOf(setup));
      stop = () => second.stop();
      get = path => request(second.server).get(path).set('authorization', ada);
      await get(viewPath('beta'));
      await asOwner(knex, async () => {});
    });

    afterAll(async () => {
      await stop?.();
    });

    const verdict = async () => (await get(`${BASE}/ledger/verify`)).body;

    it('is whole as it was written, and when a person has been forgotten', async () => {
      expect(await verdict()).toMatchObject({ ok: true, chains: 2 });
      const mapping = await knex('c360_ledger_people');
      expect(mapping).toHaveLength(1);
      await knex('c360_ledger_people').delete();
      expect(await verdict()).toMatchObject({ ok: true, chains: 2 });
      const { body } = await get(`${BASE}/ledger?limit=1`);
      expect(body.rows).toHaveLength(1);
    });

    it('names over HTTP whichever row was changed, moved or removed', async () => {
      // What was there when it began: looking at it adds rows.
      const rows = {
        [LEDGER]: await knex<Row>(LEDGER).orderBy(['chain', 'seq']),
        // Its end is what the exported heads are for.
        [REGISTRY]: await knex<Row>(REGISTRY).orderBy('seq'),
      };
      const keysOf = (table: Tampering['table'], row: Row) =>
        table === LEDGER
          ? { chain: row.chain, seq: row.seq }
          : { seq: row.seq };
      const seen = new Set<string>();
      await fc.assert(
        fc.asyncProperty(tampering, async by => {
          const { how, table } = by;
          const all = rows[table] as Row[];
          const removable = how === 'remove' && table === REGISTRY ? 1 : 0;
          const row = all[by.row % (all.length - removable)];
          const columns = Object.keys(row).sort();
          const column = columns[by.column % columns.length];
          const value = changed(column, row[column], by);
          const where = keysOf(table, row);
          if (how === 'remove') {
            await knex(table).where(where).delete();
          } else {
            await knex(table)
              .where(where)
              .update({ [column]: value });
          }
          const { findings, ok } = await verdict();
          if (how === 'remove') {
            await knex(table).insert(row);
          } else {
            await knex(table)
              .where({
                ...where,
                ...(column in where && { [column]: value }),
              })
              .update({ [column]: row[column] });
          }
          seen.add(`${table}.${how === 'remove' ? how : column}`);
          expect(ok).toBe(false);
          expect(findings).toContainEqual({
            chain: table === LEDGER ? row.chain : 'registry',
            seq: Number(row.seq),
            problem: expect.any(String),
          });
        }),
        { numRuns: 150 },
      );
      expect(seen.size).toBeGreaterThan(15);
      expect(await verdict()).toMatchObject({ ok: true, chains: 2 });
    });
  },
);
