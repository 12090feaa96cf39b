import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  customer360SourcesExtensionPoint,
  type CustomerSource,
} from '@customer-360/backstage-plugin-customer-360-node';
import customer360ModuleProductDatabase from '.';
import {
  createDemoDatabase,
  type DemoDatabase,
} from './__testUtils__/demoDatabases';
import { DEMO_QUERIES } from './__testUtils__/demoProduct';

describe('customer360ModuleProductDatabase', () => {
  let demo: DemoDatabase;

  beforeAll(async () => {
    demo = await createDemoDatabase('SQLITE_3');
  });

  afterAll(() => demo.destroy());

  function start(queries: object, addSource: (source: CustomerSource) => void) {
    return startTestBackend({
      extensionPoints: [[customer360SourcesExtensionPoint, { addSource }]],
      features: [
        customer360ModuleProductDatabase,
        mockServices.rootConfig.factory({
          data: {
            customer360: {
              sources: {
                product: { type: 'product-database', ...demo.reader, queries },
              },
            },
          },
        }),
      ],
    });
  }

  it('adds the configured source with the facets that it has queries for', async () => {
    const sources: CustomerSource[] = [];
    const { account, activity, lookupEmail } = DEMO_QUERIES;
    const backend = await start({ account, activity, lookupEmail }, source =>
      sources.push(source),
    );
    expect(sources).toMatchObject([
      { id: 'product', type: 'product-database', title: 'Product' },
    ]);
    expect(Object.keys(sources[0].facets)).toEqual(['account', 'activity']);
    expect(Object.keys(sources[0].lookup ?? {})).toEqual(['email']);
    expect(sources[0].link).toBeUndefined();
    await backend.stop();
    await sources[0].close?.();
  });

  it('does not start with a statement that would read all accounts', async () => {
    const sql = 'select account_id from v_accounts';
    await expect(start({ account: { sql } }, () => undefined)).rejects.toThrow(
      'customer360.sources.product.queries.account.sql must bind :accountId',
    );
  });
});
