import { TestDatabases } from '@backstage/backend-test-utils';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrationsDirectory } from '../installation/applyMigrations';
import {
  asOwner,
  DAY,
  lookedAt as entry,
  MINUTE,
  NOON,
  openLedger,
  rowsOf,
  testKey as key,
} from './__testUtils__/openLedger';
import { LedgerKeys } from './chain/LedgerKeys';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
describe.each(databases.eachSupportedId())('the ledger (%s)', databaseId => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'c360-ledger-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function start() {
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: migrationsDirectory });
    return openLedger(knex, folder);
  }

  it('names the person by a pseudonym and holds no more than was asked', async () => {
    const { knex, instance } = await start();
    const { ledger, people } = instance();

    await ledger.appendRead(entry);
    await ledger.append([
      { ...entry, kind: 'lookup', customerRef: undefined, facets: {} },
    ]);

    const rows = await rowsOf(knex);
    const person = await people.pseudonymOf('user:default/sam');
    expect(JSON.stringify(rows)).not.toContain('sam');
    expect(rows).toMatchObject([
      {
        seq: expect.anything(),
        recorded_at: '2026-09-10T12:00:00.000Z',
        request_kind: 'view',
        outcome: 'shown',
        person,
        customer_ref: 'customer:default/acme',
        facets: '{"tickets":"full","contracts":"summary"}',
        labels: '["contract"]',
        policy_version: 'p1',
        key_id: 'one',
      },
      { request_kind: 'lookup', person, customer_ref: null },
    ]);
    expect(rows.map(({ seq }) => Number(seq))).toEqual([1, 2]);
  });

  it('writes together what comes while a statement is under way', async () => {
    const { knex, instance } = await start();
    let statements = 0;
    const { ledger, verify } = instance({
      table: table => ({
        insert: rows => {
          statements += 1;
          return table.insert(rows);
        },
        lastOf: chain => table.lastOf(chain),
        after: (...args) => table.after(...args),
        chains: () => table.chains(),
        remove: chain => table.remove(chain),
      }),
    });
    await ledger.appendRead(entry);
    statements = 0;

    await Promise.all(
      Array.from({ length: 200 }, () => ledger.appendRead(entry)),
    );

    expect(statements).toBeLessThan(20);
    expect((await rowsOf(knex)).map(({ seq }) => Number(seq))).toEqual(
      Array.from({ length: 201 }, (_, at) => at + 1),
    );
    expect(await verify()).toEqual({
      ok: true,
      chains: 1,
      rows: 201,
      findings: [],
    });
  });

  it('leaves nobody waiting, however soon after another row theirs comes', async () => {
    const { instance } = await start();
    const { writer, verify } = instance();
    const record = {
      recorded_at: '2026-09-10T12:00:00.000Z',
      request_kind: 'view',
      outcome: 'shown',
      person: null,
      acting_as: null,
      customer_ref: null,
      facets: '{}',
      labels: '[]',
      detail: null,
      policy_version: 'p1',
      request_id: 'r',
    };
    for (let turns = 0; turns < 12; turns++) {
      await writer.append([record]);
      for (let turn = 0; turn < turns; turn++) {
        await Promise.resolve();
      }
      await writer.append([record]);
    }
    expect(await verify()).toMatchObject({ ok: true, rows: 24 });
  });

  it('gives each row the generations of its own customer', async () => {
    const { knex, instance } = await start();
    const { ledger } = instance();
    await knex('c360_generations').insert({
      customer_ref: 'customer:default/acme',
      scope: 'billing',
      generation: 7,
      bumped_at: '2026-09-10T12:00:00.000Z',
    });
    const [acme, other] = await Promise.all([
      ledger.appendRead(entry),
      ledger.appendRead({ ...entry, customerRef: 'customer:default/other' }),
    ]);
    expect(acme.of('billing', 'invoices')).toBe(7);
    expect(other.text).toBe('{}');
  });

  it('keeps all rows of one request or none', async () => {
    const { knex, instance } = await start();
    const { ledger, verify } = instance();
    const impossible = { ...entry, facets: undefined as never };
    await ledger.append([entry]);
    await expect(ledger.append([entry, impossible])).rejects.toThrow();
    await ledger.append([entry]);
    expect(await rowsOf(knex)).toHaveLength(2);
    expect((await verify()).ok).toBe(true);
  });

  it('goes on where a pooler has forgotten its prepared statement', async () => {
    const { knex, instance } = await start();
    const { ledger } = instance();
    await ledger.appendRead(entry);
    if (databaseId !== 'SQLITE_3') {
      await knex.raw('deallocate all');
    }
    await ledger.appendRead(entry);
    await ledger.appendRead(entry);
    expect(await rowsOf(knex)).toHaveLength(3);
  });

  it.each(['before', 'after'])(
    'reads where it ends when it does not know: the answer is lost %s the commit',
    async when => {
      const { knex, instance } = await start();
      let lose = false;
      const { ledger, verify } = instance({
        table: table => ({
          insert: async rows => {
            if (lose && when === 'before') {
              throw new Error('connection lost');
            }
            const written = await table.insert(rows);
            if (lose) {
              throw new Error('connection lost');
            }
            return written;
          },
          lastOf: chain => table.lastOf(chain),
          after: (...args) => table.after(...args),
          chains: () => table.chains(),
          remove: chain => table.remove(chain),
        }),
      });
      await ledger.appendRead(entry);
      lose = true;
      await expect(ledger.appendRead(entry)).rejects.toThrow('connection lost');
      lose = false;
      await ledger.appendRead(entry);

      expect(await rowsOf(knex)).toHaveLength(when === 'before' ? 2 : 3);
      expect((await verify()).ok).toBe(true);
    },
  );

  it('waits for its place where a statement given up commits late', async () => {
    const { knex, instance } = await start();
    let late: (() => Promise<unknown>) | undefined;
    let lose = true;
    const { ledger, verify } = instance({
      table: table => ({
        insert: async rows => {
          if (rows[0].seq === 2 && lose) {
            lose = false;
            late = () => table.insert(rows);
            throw new Error('connection lost');
          }
          await late?.();
          late = undefined;
          return table.insert(rows);
        },
        lastOf: chain => table.lastOf(chain),
        after: (...args) => table.after(...args),
        chains: () => table.chains(),
        remove: chain => table.remove(chain),
      }),
    });
    await ledger.appendRead(entry);
    await expect(ledger.appendRead(entry)).rejects.toThrow('connection lost');
    await ledger.appendRead(entry);
    expect(await rowsOf(knex)).toHaveLength(3);
    expect((await verify()).ok).toBe(true);
  });

  it('has a chain for each instance and day, and seals the one of yesterday', async () => {
    const { knex, clock, instance } = await start();
    const [a, b] = [instance(), instance()];
    await Promise.all([a, b].map(it => it.ledger.appendRead(entry)));
    clock.at += DAY;
    await Promise.all([a, b].map(it => it.ledger.appendRead(entry)));
    await a.keeper.stop();
    await b.keeper.stop();

    const events = await knex('c360_ledger_chains').orderBy('seq');
    expect(events.map(({ event }) => event).sort()).toEqual([
      ...Array(4).fill('opened'),
      ...Array(4).fill('sealed'),
    ]);
    expect(new Set(events.map(({ chain }) => chain)).size).toBe(4);
    expect(await a.verify()).toEqual({
      ok: true,
      chains: 4,
      rows: 8,
      findings: [],
    });
  });

  it('stays whole where the clock goes back, over midnight too', async () => {
    const { clock, instance, knex } = await start();
    const { ledger, verify } = instance();
    const midnight = NOON + DAY / 2;
    for (const at of [midnight + MINUTE, midnight - MINUTE, midnight, NOON]) {
      clock.at = at;
      await ledger.append([entry]);
    }
    expect(await verify()).toMatchObject({ ok: true, findings: [] });
    const looks = (await rowsOf(knex)).filter(
      ({ request_kind }) => request_kind === 'view',
    );
    expect(looks).toHaveLength(4);
  });

  it('seals the chain of an instance that is gone, which writes into another if it is not', async () => {
    const { clock, instance } = await start();
    const [gone, there] = [instance(), instance()];
    await gone.ledger.appendRead(entry);
    await gone.keeper.keep();
    const { chain } = gone.writer.head!;
    await there.ledger.appendRead(entry);

    clock.at += 9 * MINUTE;
    await there.keeper.keep();
    await gone.ledger.appendRead(entry);
    expect(gone.writer.head!.chain).toBe(chain);

    clock.at += 2 * MINUTE;
    await there.keeper.keep();
    await Promise.all([
      gone.ledger.appendRead(entry),
      gone.ledger.appendRead(entry),
    ]);
    expect(gone.writer.head!.chain).not.toBe(chain);
    expect(await there.verify()).toMatchObject({ ok: true, chains: 3 });
  });

  it.each(['c360_ledger', 'c360_ledger_chains'])(
    'lets nobody change or remove a row of %s by accident',
    async table => {
      const { knex, instance } = await start();
      await instance().ledger.appendRead(entry);
      await expect(
        knex(table).update({ recorded_at: 'x' }).then(),
      ).rejects.toThrow('append-only');
      await expect(knex(table).delete().then()).rejects.toThrow('append-only');
      // SQLite's is a delete without a condition.
      await expect(knex(table).truncate()).rejects.toThrow('append-only');
      expect(await knex(table)).toHaveLength(1);
    },
  );

  describe('in the hands of the owner of the database', () => {
    /** Five rows, of which the third is at stake. */
    async function written() {
      const setting = await start();
      const it = setting.instance();
      for (let at = 0; at < 5; at++) {
        await it.ledger.appendRead(entry);
      }
      await it.keeper.keep();
      const { chain } = it.writer.head!;
      return { ...it, ...setting, chain };
    }

    it.each([
      ['recorded_at', '2026-09-10T13:00:00.000Z'],
      ['request_kind', 'facet'],
      ['outcome', 'denied'],
      ['person', 'somebody-else'],
      ['acting_as', 'support-agent'],
      ['customer_ref', 'customer:default/other'],
      ['facets', '{}'],
      ['labels', '[]'],
      ['detail', '{}'],
      ['policy_version', 'p2'],
      ['request_id', 'other'],
      ['key_id', 'two'],
      ['hash', 'AAAA'],
    ])('finds the row whose %s was changed', async (column, value) => {
      const { chain, knex, verify } = await written();
      await asOwner(knex, () =>
        knex('c360_ledger')
          .where({ chain, seq: 3 })
          .update({ [column]: value }),
      );
      expect(await verify()).toMatchObject({
        ok: false,
        findings: [
          {
            chain,
            seq: 3,
            problem: column === 'key_id' ? 'unknown_key' : 'altered',
          },
        ],
      });
    });

    it('finds a row that was removed, added or moved', async () => {
      const { chain, knex, verify } = await written();
      const row = await knex('c360_ledger').where({ chain, seq: 3 }).first();
      await asOwner(knex, () =>
        knex('c360_ledger').where({ chain, seq: 3 }).delete(),
      );
      const missing = { chain, seq: 3, problem: 'missing' };
      expect((await verify()).findings).toEqual([missing]);

      await knex('c360_ledger').insert({ ...row, seq: 6 });
      expect((await verify()).findings).toEqual([missing]);
      await knex('c360_ledger').where({ chain, seq: 6 }).delete();

      await knex('c360_ledger').insert(row);
      expect((await verify()).ok).toBe(true);
      await knex('c360_ledger').insert({ ...row, seq: 6 });
      expect((await verify()).findings).toEqual([
        { chain, seq: 6, problem: 'altered' },
      ]);
    });

    it('finds an end that was cut off, by the head that was exported', async () => {
      const { chain, knex, verify } = await written();
      await asOwner(knex, () =>
        knex('c360_ledger').where({ chain }).andWhere('seq', '>', 3).delete(),
      );
      expect((await verify()).findings).toEqual([
        { chain, seq: 4, problem: 'cut_off' },
      ]);
    });

    it('finds a whole chain that was removed, with what the registry says of it', async () => {
      const { chain, knex, verify } = await written();
      await asOwner(knex, () => knex('c360_ledger').where({ chain }).delete());
      expect((await verify()).findings).toEqual([
        { chain, seq: 1, problem: 'cut_off' },
      ]);
      await knex('c360_ledger_chains').where({ chain }).delete();
      expect((await verify()).findings).toEqual([
        { chain: 'registry', seq: 1, problem: 'cut_off' },
        { chain, seq: 1, problem: 'unknown_chain' },
      ]);
    });

    it('finds a registry that was changed', async () => {
      const { knex, verify } = await written();
      await asOwner(knex, () =>
        knex('c360_ledger_chains').where({ seq: 1 }).update({ last_seq: 5 }),
      );
      expect((await verify()).findings).toEqual([
        { chain: 'registry', seq: 1, problem: 'altered' },
      ]);
    });

    it('finds a row after the seal', async () => {
      const { chain, keeper, knex, verify } = await written();
      await keeper.stop();
      expect((await verify()).ok).toBe(true);
      const row = await knex('c360_ledger').where({ chain, seq: 3 }).first();
      await knex('c360_ledger').insert({ ...row, seq: 7 });
      expect((await verify()).findings).toEqual([
        { chain, seq: 7, problem: 'after_seal' },
      ]);
    });

    it('finds a chain that nobody opened', async () => {
      const { chain, knex, verify } = await written();
      const row = await knex('c360_ledger').where({ chain, seq: 1 }).first();
      await knex('c360_ledger').insert({ ...row, chain: 'made-up' });
      expect((await verify()).findings).toEqual([
        { chain: 'made-up', seq: 1, problem: 'unknown_chain' },
      ]);
    });
  });

  it('verifies with a key that was replaced, and not without it', async () => {
    const { instance } = await start();
    const old = instance();
    await old.ledger.appendRead(entry);
    await old.keeper.stop();
    const both = instance({ keys: new LedgerKeys([key('two'), key('one')]) });
    await both.ledger.appendRead(entry);
    expect(await both.verify()).toMatchObject({ ok: true, chains: 2, rows: 3 });
    const without = instance({ keys: new LedgerKeys([key('two')]) });
    expect((await without.verify()).findings[0]).toMatchObject({
      problem: 'unknown_key',
    });
  });

  it('forgets a person without touching a row', async () => {
    const { knex, instance } = await start();
    const { ledger, people, verify } = instance();
    await ledger.appendRead(entry);
    const [{ person }] = await rowsOf(knex);
    expect(await people.named([person!])).toEqual(
      new Map([[person, 'user:default/sam']]),
    );

    expect(await people.forget('user:default/sam')).toBe(true);
    expect(await people.forget('user:default/sam')).toBe(false);

    expect(await people.named([person!])).toEqual(new Map());
    expect(await people.pseudonymsOf('user:default/sam')).toEqual([]);
    expect((await verify()).ok).toBe(true);
    await ledger.appendRead(entry);
    expect((await rowsOf(knex))[1].person).not.toBe(person);
  });

  it('removes sealed chains at the end of their time, and records that', async () => {
    const { knex, clock, instance } = await start();
    const it = instance({ retentionDays: 400 });
    await it.ledger.appendRead(entry);
    clock.at += DAY;
    await it.ledger.appendRead(entry);
    clock.at += 399.5 * DAY;
    await it.keeper.keep();
    expect(await rowsOf(knex)).toHaveLength(3);
    clock.at += DAY;
    await it.keeper.keep();

    const rows = await rowsOf(knex);
    expect(rows.map(({ chain }) => chain)).toEqual([it.writer.head!.chain]);
    expect(
      await knex('c360_ledger_chains').where({ event: 'retired' }),
    ).toHaveLength(1);
    expect(await it.verify()).toMatchObject({ ok: true, rows: 1 });
  });
});
