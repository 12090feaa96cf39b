import knexFactory from 'knex';
import {
  createDemoDatabase,
  demoDatabaseIds,
  type DemoDatabase,
} from '../__testUtils__/demoDatabases';
import { createReadOnlyDatabase } from './createReadOnlyDatabase';
import type { ReadOnlyDatabase } from './ReadOnlyDatabase';

jest.setTimeout(60_000);

const signal = () => AbortSignal.timeout(10_000);

describe.each(demoDatabaseIds)('read-only database: %s', databaseId => {
  let demo: DemoDatabase;
  let database: ReadOnlyDatabase;

  beforeAll(async () => {
    demo = await createDemoDatabase(databaseId);
  });

  beforeEach(() => {
    database = createReadOnlyDatabase({
      ...demo.reader,
      poolMax: 1,
      statementTimeoutMs: 20_000,
    });
  });

  afterEach(() => database.close());

  afterAll(() => demo?.destroy());

  it('reads rows and the names of columns', async () => {
    const text = 'select account_id, plan from v_accounts where plan = ?';
    await expect(
      database.rows({ text, values: ['scale'] }, 5, signal()),
    ).resolves.toEqual([{ account_id: 'acc_1', plan: 'scale' }]);
    await expect(
      database.columns({ text, values: ['none'] }, signal()),
    ).resolves.toEqual(['account_id', 'plan']);
  });

  it('reads no more rows than the cap', async () => {
    const text = 'select account_id from v_accounts';
    await expect(
      database.rows({ text, values: [] }, 1, signal()),
    ).resolves.toHaveLength(1);
  });

  it.each([
    "insert into flags (account_id, flag) values (?, 'x') returning account_id",
    "update flags set flag = 'x' where account_id = ?",
    'select 1 where 1 = ?) q limit 1; delete from flags; --',
  ])('refuses %p', async text => {
    await expect(
      database.rows({ text, values: ['acc_1'] }, 1, signal()),
    ).rejects.toMatchObject({ name: 'SourceError' });
    await expect(
      demo.owner('flags').orderBy('account_id').pluck('flag'),
    ).resolves.toEqual(['beta-export', 'beta-export']);
  });

  it('reads nothing any more after the deadline', async () => {
    await expect(
      database.rows(
        { text: 'select 1 as one', values: [] },
        1,
        AbortSignal.abort(),
      ),
    ).rejects.toMatchObject({ reason: 'timeout' });
  });

  // What only PostgreSQL can do: it runs where the environment names one.
  if (!databaseId.startsWith('POSTGRES')) {
    return;
  }

  it('ends a statement in the database when it is given up', async () => {
    const text =
      'select account_id, pg_sleep(15)::text as slept from v_accounts where account_id = ?';
    await expect(
      database.rows({ text, values: ['acc_1'] }, 1, AbortSignal.timeout(1_000)),
    ).rejects.toMatchObject({ reason: 'timeout' });
    const { rows } = await demo.owner.raw(
      "select count(*)::int as running from pg_stat_activity where query like '%pg_sleep(15)%' and state = 'active' and pid <> pg_backend_pid()",
    );
    expect(rows).toEqual([{ running: 0 }]);
    // The connection is as good as before.
    await expect(
      database.rows({ text: 'select 1 as one', values: [] }, 1, signal()),
    ).resolves.toEqual([{ one: 1 }]);
  });

  it('sees no table behind a view', async () => {
    await expect(
      database.rows(
        { text: 'select secret from accounts where id = ?', values: ['acc_1'] },
        1,
        signal(),
      ),
    ).rejects.toMatchObject({ reason: 'no_access' });
  });

  it('is held back by the role alone, without any of our guards', async () => {
    const reader = knexFactory({
      client: 'pg',
      connection: demo.reader.connection,
    });
    await expect(
      reader('v_flags').insert({ account_id: 'acc_1', flag: 'x' }),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(reader('accounts').select()).rejects.toMatchObject({
      code: '42501',
    });
    await reader.destroy();
  });

  it('is held back by the transaction alone, as a role that may write', async () => {
    await demo.owner.raw(
      `create or replace function sneak() returns text language sql as $$ insert into flags (account_id, flag) values ('acc_1', 'sneaked') returning account_id $$`,
    );
    await demo.owner.raw(
      `create or replace function open_up() returns text language plpgsql as $$ begin set transaction read write; return sneak(); end $$`,
    );
    const asOwner = createReadOnlyDatabase({
      client: 'pg',
      connection: { ...demo.reader.connection, ...demo.ownerCredentials },
      poolMax: 1,
      statementTimeoutMs: 5_000,
    });
    for (const call of ['sneak()', 'open_up()']) {
      await expect(
        asOwner.rows(
          { text: `select ${call} as account_id`, values: [] },
          1,
          signal(),
        ),
      ).rejects.toMatchObject({ name: 'SourceError' });
    }
    await asOwner.close();
    await expect(
      demo.owner('flags').where({ flag: 'sneaked' }),
    ).resolves.toEqual([]);
  });

  it('reads days and times as the database has them', async () => {
    const text = `select date '2026-01-01' as day, timestamp '2026-01-01 00:30:00' as plain,
      timestamptz '2026-01-01 00:30:00+02' as zoned, 12345678901234567890::numeric as large,
      true as yes, 7::int as seven`;
    await expect(
      database.rows({ text, values: [] }, 1, signal()),
    ).resolves.toEqual([
      {
        day: '2026-01-01',
        plain: '2026-01-01 00:30:00',
        zoned: '2025-12-31 22:30:00+00',
        large: '12345678901234567890',
        yes: true,
        seven: 7,
      },
    ]);
  });
});
