import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import { SourceTransport } from '@customer-360/backstage-plugin-customer-360-node';
import { readProductDatabaseConfig } from './config/ProductDatabaseConfig';
import {
  createProductDatabaseSource,
  type ProductDatabaseSource,
} from './createProductDatabaseSource';
import {
  createDemoDatabase,
  demoDatabaseIds,
  type DemoDatabase,
} from './__testUtils__/demoDatabases';
import { DEMO_QUERIES } from './__testUtils__/demoProduct';

const NOW = new Date('2026-11-23T10:47:00Z');

jest.setTimeout(60_000);

describe.each(demoDatabaseIds)('product database on %s', databaseId => {
  let demo: DemoDatabase;
  const opened: Array<() => Promise<void>> = [];
  const logger = mockServices.logger.mock();

  beforeAll(async () => {
    demo = await createDemoDatabase(databaseId);
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map(close => close()));
    jest.clearAllMocks();
  });

  afterAll(() => demo?.destroy());

  function open(options: { queries?: object; [key: string]: unknown } = {}) {
    const [config] = readProductDatabaseConfig(
      mockServices.rootConfig({
        data: {
          customer360: {
            sources: {
              product: {
                type: 'product-database',
                ...demo.reader,
                ...options,
                queries: { ...DEMO_QUERIES, ...options.queries },
              },
            },
          },
        },
      }),
    );
    const source = createProductDatabaseSource(config, { logger });
    const transport = new SourceTransport(source);
    opened.push(async () => {
      await transport.close();
      await source.close?.();
    });
    return {
      source,
      context: (deadlineMs: number = 10_000) =>
        transport.context({
          signal: AbortSignal.timeout(deadlineMs),
          now: () => NOW,
        }),
    };
  }

  const account = (id: string) => ({
    id,
    customer: { ref: 'customer:default/cus-1', title: 'Brightwater' },
  });

  async function read<F extends FacetId>(
    facet: F,
    id: string = 'acc_1',
    options: Parameters<typeof open>[0] = {},
  ) {
    const { source, context } = open(options);
    return readerOf(source, facet).read(account(id), context());
  }

  function readerOf<F extends FacetId>(source: ProductDatabaseSource, id: F) {
    const reader = source.facets[id];
    if (!reader) {
      throw new Error(`No reader for ${id}`);
    }
    return reader;
  }

  it('reads who they are, with mapped fields and links', async () => {
    await expect(
      read('account', 'acc_1', {
        fields: [{ column: 'contract_note', label: 'Plan' }],
        links: {
          account: 'https://admin.example/accounts/{id}',
          allowedHosts: ['admin.example'],
        },
      }),
    ).resolves.toMatchObject({
      data: {
        name: 'Brightwater',
        domain: 'brightwater.example',
        fields: [{ key: 'contract_note', label: 'Plan', value: 'scale' }],
        records: [
          {
            source: 'product',
            id: 'acc_1',
            url: 'https://admin.example/accounts/acc_1',
          },
        ],
      },
    });
  });

  it('reads what the product lets them do', async () => {
    const { data } = await read('entitlements');
    expect(data).toEqual({
      plan: 'scale',
      seats: 250,
      flags: [
        {
          source: 'product',
          id: 'beta-export',
          name: 'beta-export',
          on: true,
          since: '2026-03-01T00:00:00.000Z',
        },
      ],
    });
  });

  it('reads whether they use it, with large ids and times in UTC', async () => {
    const { data, missing, truncated } = await read('activity');
    expect({ missing, truncated }).toEqual({ missing: [], truncated: false });
    expect(data).toMatchObject({
      weeklyActive: 120,
      lastEventAt: '2026-11-23T10:30:00.000Z',
      activation: { activated: true, at: '2025-02-03T10:00:00.000Z' },
      daily: [{ day: '2026-11-22', activeUsers: 120 }],
      totalUsers: 2,
      users: [
        { email: 'ida@brightwater.example', active: true },
        { id: '2', active: false },
      ],
    });
  });

  it('counts nobody after the last event, however old the newest row is', async () => {
    const { data } = await read('activity', 'acc_1', {
      queries: {
        activity: {
          sql: `select account_id, '2026-10-10T16:00:00Z' as last_event_at,
              120 as weekly_active, 130 as monthly_active,
              110 as weekly_active_before
            from v_accounts where account_id = :accountId`,
        },
      },
    });
    expect(data).toMatchObject({
      weeklyActive: 0,
      monthlyActive: 0,
      weeklyActiveBefore: 0,
    });
  });

  it('knows who has not begun', async () => {
    const { data } = await read('activity', 'acc_2');
    expect(data.activation).toEqual({ activated: false });
  });

  it('answers not found for an account that is not there', async () => {
    for (const facet of ['account', 'activity', 'entitlements'] as const) {
      await expect(read(facet, 'acc_9')).rejects.toMatchObject({
        name: 'SourceError',
        reason: 'not_found',
      });
    }
  });

  it.each(["' or 1=1 --", "acc_1' or '1'='1", 'acc_1; drop table users', '%'])(
    'takes %p for an id and nothing else',
    async id => {
      await expect(read('account', id)).rejects.toMatchObject({
        reason: 'not_found',
      });
      const { source, context } = open();
      await expect(source.lookup?.email?.(id, context())).resolves.toEqual([]);
      await expect(
        source.link?.candidates(
          { ref: 'customer:default/x', title: 'x', domain: id },
          context(),
        ),
      ).resolves.toEqual([]);
    },
  );

  it('finds accounts by e-mail, id and domain', async () => {
    const { source, context } = open();
    await expect(
      source.lookup?.email?.('Ida@brightwater.example', context()),
    ).resolves.toEqual(['acc_1']);
    await expect(source.lookup?.account?.('acc_2', context())).resolves.toEqual(
      ['acc_2'],
    );
    await expect(
      source.link?.candidates(
        { ref: 'customer:default/x', title: 'x', domain: 'calder.example' },
        context(),
      ),
    ).resolves.toEqual([{ id: 'acc_2', rule: 'domain' }]);
    expect(source.lookup?.user).toBeUndefined();
  });

  it("shows nobody another customer's rows", async () => {
    const sql =
      'select account_id, plan, seats from v_accounts where account_id <> :accountId';
    await expect(
      read('entitlements', 'acc_1', { queries: { entitlements: { sql } } }),
    ).rejects.toMatchObject({ reason: 'identity_mismatch' });
    await expect(
      read('account', 'acc_1', {
        queries: {
          account: {
            sql: 'select account_id, name from v_accounts where :accountId = :accountId order by account_id',
          },
        },
      }),
    ).rejects.toMatchObject({ reason: 'identity_mismatch' });
  });

  it('names the query and the column that is missing', async () => {
    const queries = {
      flags: {
        sql: 'select account_id, flag as flag_id from v_flags where account_id = :accountId',
      },
    };
    await expect(
      read('entitlements', 'acc_1', { queries }),
    ).rejects.toMatchObject({ reason: 'schema' });
    expect(logger.error).toHaveBeenCalledWith(
      'customer360.sources.product.queries.flags.sql returns no column "enabled"; give it that name with AS',
    );
  });

  it('checks all queries at start, without reading data', async () => {
    const { source } = open({
      queries: {
        users: {
          sql: 'select account_id from v_users where account_id = :accountId',
        },
        surveys: {
          sql: 'select account_id, no_such_column from v_users where account_id = :accountId',
        },
      },
    });
    await source.verify(AbortSignal.timeout(10_000));
    expect(logger.error.mock.calls.map(([message]) => message)).toEqual([
      'customer360.sources.product.queries.users.sql returns no column "user_id"; give it that name with AS',
      'customer360.sources.product.queries.surveys.sql is refused by the database: a table, a column or the syntax is wrong',
    ]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('leaves out an optional column that is not what it should be', async () => {
    const reading = await read('entitlements', 'acc_1', {
      queries: {
        entitlements: {
          sql: "select account_id, plan, 'many' as seats from v_accounts where account_id = :accountId",
        },
      },
    });
    expect(reading.data).toMatchObject({ plan: 'scale', seats: undefined });
    expect(reading.missing).toEqual([
      'seats of entitlements is not what it should be',
    ]);
  });

  it('gives nothing where a required column is not what it should be', async () => {
    await expect(
      read('activity', 'acc_1', {
        queries: {
          daily: {
            sql: "select account_id, day, 'many' as active_users from v_daily where account_id = :accountId",
          },
        },
      }),
    ).rejects.toMatchObject({ reason: 'schema' });
  });

  it('reads no more than it says, and says so', async () => {
    const numbers = Array.from({ length: 501 }, (_, index) => ({
      id: 1000 + index,
      account_id: 'acc_2',
      email: `user${index}@calder.example`,
      last_seen_at: '2026-11-01 00:00:00',
    }));
    await demo.owner.batchInsert('users', numbers, 100);
    const { data, truncated } = await read('activity', 'acc_2');
    expect(data.users).toHaveLength(500);
    expect(truncated).toBe(true);
    expect(data.totalUsers).toBeUndefined();
  });

  it('cannot write, whatever config says', async () => {
    const sql =
      "with changed as (update accounts set name = 'changed' where id = :accountId returning id as account_id) select account_id from changed";
    await expect(
      read('account', 'acc_1', { queries: { account: { sql } } }),
    ).rejects.toMatchObject({ name: 'SourceError' });
    await expect(
      demo.owner('accounts').where({ id: 'acc_1' }).first('name'),
    ).resolves.toEqual({ name: 'Brightwater' });
  });

  it('says that it is unavailable when nobody answers', async () => {
    const connection =
      databaseId === 'SQLITE_3'
        ? { filename: join(tmpdir(), `${randomUUID()}.sqlite`) }
        : { host: '127.0.0.1', port: 7899, user: 'x', database: 'x' };
    await expect(
      read('account', 'acc_1', { connection }),
    ).rejects.toMatchObject({ name: 'SourceError', reason: 'network' });
  });
});
