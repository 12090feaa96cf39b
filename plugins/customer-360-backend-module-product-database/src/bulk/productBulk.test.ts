import { mockServices } from '@backstage/backend-test-utils';
import {
  SourceTransport,
  type BulkRow,
  type SourceBulk,
} from '@customer-360/backstage-plugin-customer-360-node';
import {
  createDemoDatabase,
  demoDatabaseIds,
  type DemoDatabase,
} from '../__testUtils__/demoDatabases';
import { DEMO_QUERIES } from '../__testUtils__/demoProduct';
import { readProductDatabaseConfig } from '../config/ProductDatabaseConfig';
import { createProductDatabaseSource } from '../createProductDatabaseSource';

const NOW = new Date('2026-11-23T10:47:00Z');
const CHANGES = `select account_id, changed_at, weekly_active from changes
  where changed_at > :changedSince
     or (changed_at = :changedSince and account_id > :afterAccount)
  order by changed_at, account_id limit :cap`;

/** All that is observed of use. */
const FIGURES = CHANGES.replace(
  'weekly_active from',
  'weekly_active, 9 as monthly_active, null as activated_at, changed_at as last_event_at from',
);

jest.setTimeout(60_000);

describe.each(demoDatabaseIds)('changes of a product on %s', databaseId => {
  let demo: DemoDatabase;
  const closing: Array<() => Promise<void>> = [];
  const logger = mockServices.logger.mock();

  beforeAll(async () => {
    demo = await createDemoDatabase(databaseId);
    await demo.owner.raw(
      'create table changes (account_id varchar(64), changed_at varchar(24), weekly_active integer)',
    );
    if (databaseId.startsWith('POSTGRES')) {
      await demo.owner.raw('grant select on changes to public');
    }
  });

  afterEach(async () => {
    await Promise.all(closing.splice(0).map(close => close()));
    await demo.owner('changes').delete();
    jest.clearAllMocks();
  });

  afterAll(() => demo?.destroy());

  function open(
    sql = CHANGES,
    { alone = true }: { alone?: boolean } = {},
  ): (cursor?: string) => ReturnType<SourceBulk['page']> {
    const { daily: _d, users: _u, ...others } = DEMO_QUERIES;
    const [config] = readProductDatabaseConfig(
      mockServices.rootConfig({
        data: {
          customer360: {
            sources: {
              product: {
                type: 'product-database',
                ...demo.reader,
                queries: {
                  ...(alone ? others : DEMO_QUERIES),
                  activityChanges: { sql },
                },
              },
            },
          },
        },
      }),
    );
    const source = createProductDatabaseSource(config, { logger });
    const transport = new SourceTransport(source);
    closing.push(async () => {
      await transport.close();
      await source.close?.();
    });
    const [bulk] = source.bulk!;
    return cursor =>
      bulk.page(
        cursor,
        transport.context({
          signal: AbortSignal.timeout(10_000),
          now: () => NOW,
        }),
      );
  }

  const change = (accounts: readonly string[], changedAt: string) =>
    demo.owner.batchInsert(
      'changes',
      accounts.map(account => ({
        account_id: account,
        changed_at: changedAt,
        weekly_active: 7,
      })),
      100,
    );
  const named = (rows: readonly BulkRow[]) => rows.map(row => row.account);

  it('gives all figures of many accounts at once, and then what changed since', async () => {
    const page = open();
    await change(['acc_1'], '2026-11-20T10:00:00.000Z');
    await change(['acc_2'], '2026-11-23T10:40:00.000Z');
    const first = await page();
    expect(first).toMatchObject({
      last: true,
      rows: [
        {
          kind: 'data',
          facet: 'activity',
          account: 'acc_1',
          asOf: '2026-11-20T10:00:00.000Z',
          data: { weeklyActive: 7, users: [], daily: [] },
        },
        { account: 'acc_2' },
      ],
    });
    // What was committed late is found: the rounds overlap.
    await change(['acc_3'], '2026-11-23T10:39:00.000Z');
    const second = await page(first.cursor);
    expect(named(second.rows)).toEqual(['acc_3', 'acc_2']);
    const third = await page(second.cursor);
    expect(third.cursor).toBe(second.cursor);
    expect(named((await page(third.cursor)).rows)).toEqual(['acc_3', 'acc_2']);
  });

  it('goes through more accounts of one moment than a page holds, each once', async () => {
    const page = open();
    const all = Array.from(
      { length: 1_201 },
      (_, i) => `acc_${String(i).padStart(5, '0')}`,
    );
    await change(all, '2026-11-23T10:40:00.000Z');
    const found: string[] = [];
    let cursor: string | undefined;
    for (let last = false; !last; ) {
      const answer = await page(cursor);
      found.push(...named(answer.rows));
      ({ cursor, last } = answer);
    }
    expect(found).toEqual(all);
  });

  it('is not led ahead of its time by a stamp that is', async () => {
    const page = open();
    await change(['acc_1'], '2026-12-23T10:40:00.000Z');
    const { cursor } = await page();
    await change(['acc_2'], '2026-11-23T10:47:00.000Z');
    expect(named((await page(cursor)).rows)).toContain('acc_2');
  });

  it('only says what has changed where the figures are not all that is shown', async () => {
    const page = open(CHANGES, { alone: false });
    await change(['acc_1'], '2026-11-23T10:40:00.000Z');
    await change(['acc_2'], '2026-11-20T10:00:00.000Z');
    expect((await page()).rows).toEqual([
      {
        kind: 'changed',
        facets: ['activity'],
        account: 'acc_1',
        changedAt: '2026-11-23T10:40:00.000Z',
      },
    ]);
  });

  it('gives all figures beside what only a read of one gives, of all from the beginning', async () => {
    const page = open(FIGURES, { alone: false });
    await change(['acc_1'], '2026-05-20T10:00:00.000Z');
    await change(['acc_2'], '2026-11-23T10:40:00.000Z');
    const first = await page();
    expect(first.rows).toMatchObject([
      {
        kind: 'data',
        account: 'acc_1',
        asOf: '2026-05-20T10:00:00.000Z',
        missing: [expect.stringContaining('without users')],
        figuresWhole: true,
        // Their last event is longer ago than both windows.
        data: { weeklyActive: 0, monthlyActive: 0, users: [], daily: [] },
      },
      { account: 'acc_2', data: { weeklyActive: 7, monthlyActive: 9 } },
    ]);
    expect(named((await page(first.cursor)).rows)).toEqual(['acc_2']);
  });

  it('tells of the first round only what has changed of late', async () => {
    const page = open(CHANGES, { alone: false });
    const old = Array.from({ length: 600 }, (_, i) => `acc_${1_000 + i}`);
    await change(old, '2026-11-20T10:00:00.000Z');
    await change(['acc_1'], '2026-11-23T10:40:00.000Z');
    const first = await page();
    expect(first).toMatchObject({ rows: [], last: false });
    const second = await page(first.cursor);
    expect(named(second.rows)).toEqual(['acc_1']);
    // From then on whatever changes is told, however late we look.
    await change(['acc_2'], '2026-11-23T10:39:00.000Z');
    expect(named((await page(second.cursor)).rows)).toEqual(['acc_2', 'acc_1']);
  });

  it('says what is wrong with a statement that does not go on', async () => {
    const page = open(
      'select account_id, changed_at from changes where changed_at >= :changedSince order by changed_at, account_id',
    );
    const all = Array.from({ length: 600 }, (_, i) => `acc_${1_000 + i}`);
    await change(all, '2026-11-23T10:40:00.000Z');
    const { cursor } = await page();
    await expect(page(cursor)).rejects.toMatchObject({ reason: 'schema' });
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('queries.activityChanges.sql'),
    );
  });

  it('begins anew with a cursor that is not ours', async () => {
    const page = open();
    for (const cursor of ['', '{}', '{"since":"x","after":""}', 'null']) {
      await expect(page(cursor)).rejects.toMatchObject({ reason: 'not_found' });
    }
  });
});
