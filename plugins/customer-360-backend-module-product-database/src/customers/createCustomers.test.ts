import { mockServices } from '@backstage/backend-test-utils';
import {
  checkCustomersPage,
  SourceTransport,
} from '@customer-360/backstage-plugin-customer-360-node';
import { readProductDatabaseConfig } from '../config/ProductDatabaseConfig';
import { createProductDatabaseSource } from '../createProductDatabaseSource';
import {
  createDemoDatabase,
  demoDatabaseIds,
  type DemoDatabase,
} from '../__testUtils__/demoDatabases';
import { DEMO_QUERIES } from '../__testUtils__/demoProduct';

jest.setTimeout(60_000);

const SELECT = 'select account_id, name, domain';

describe.each(demoDatabaseIds)('customers of a product on %s', databaseId => {
  let demo: DemoDatabase;
  const opened: Array<() => Promise<void>> = [];

  beforeAll(async () => {
    demo = await createDemoDatabase(databaseId);
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map(close => close()));
  });

  afterAll(() => demo?.destroy());

  function open(sql?: string) {
    const [config] = readProductDatabaseConfig(
      mockServices.rootConfig({
        data: {
          customer360: {
            sources: {
              product: {
                type: 'product-database',
                ...demo.reader,
                queries: {
                  ...DEMO_QUERIES,
                  ...(sql && { customers: { sql } }),
                },
              },
            },
          },
        },
      }),
    );
    const source = createProductDatabaseSource(config, {
      logger: mockServices.logger.mock(),
    });
    const transport = new SourceTransport(source);
    opened.push(async () => {
      await transport.close();
      await source.close?.();
    });
    const context = () =>
      transport.context({
        signal: AbortSignal.timeout(10_000),
        now: () => new Date(),
      });
    return {
      source,
      page: async (cursor?: string) =>
        checkCustomersPage(await source.customers!.page(cursor, context())),
    };
  }

  it('are its accounts, from where the page before ended', async () => {
    const { page } = open(
      `${SELECT}, 'active' as lifecycle, 'mara@demo.example' as owner_email from v_accounts where account_id > :after order by account_id limit :cap`,
    );
    const all = await page();
    expect(all).toMatchObject({
      customers: [
        {
          id: 'acc_1',
          title: 'Brightwater',
          domain: 'brightwater.example',
          lifecycle: 'active',
          owner: 'mara@demo.example',
        },
        { id: 'acc_2', title: 'Calder & Finch' },
      ],
      last: true,
    });
    const rest = await page('1:acc_1');
    expect(rest.customers.map(({ id }) => id)).toEqual(['acc_2']);
  });

  it('are not taken from a query that does not go on after the last one', async () => {
    const { page } = open(
      `${SELECT} from v_accounts where account_id >= :after order by account_id limit :cap`,
    );
    await expect(page('1:acc_1')).rejects.toMatchObject({ reason: 'schema' });
    await expect(page('nonsense')).rejects.toMatchObject({
      reason: 'not_found',
    });
  });

  it('are not listed where config has no query for it', () => {
    expect(open().source.customers).toBeUndefined();
  });
});
