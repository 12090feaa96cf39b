import { mockServices } from '@backstage/backend-test-utils';
import { readProductDatabaseConfig } from './ProductDatabaseConfig';

const account = {
  sql: 'select account_id from v where account_id = :accountId',
};

function read(source: object) {
  return readProductDatabaseConfig(
    mockServices.rootConfig({
      data: {
        customer360: {
          sources: {
            product: {
              type: 'product-database',
              client: 'pg',
              connection: { host: 'db', password: 'hunter2' },
              queries: { account },
              ...source,
            },
            other: { type: 'something-else', apiKey: 'x' },
          },
        },
      },
    }),
  );
}

describe('readProductDatabaseConfig', () => {
  it('reads the sources of its type, with small limits by default', () => {
    expect(read({ connection: { host: 'db', port: '5432' } })).toMatchObject([
      {
        id: 'product',
        options: {
          client: 'pg',
          connection: { host: 'db', port: 5432 },
          poolMax: 3,
          statementTimeoutMs: 5000,
          fields: [],
        },
      },
    ]);
  });

  it.each([
    [{ client: 'oracle' }, 'customer360.sources.product.client'],
    [
      { connection: { hots: 'db' } },
      'customer360.sources.product.connection.hots',
    ],
    [{ queries: {} }, 'customer360.sources.product.queries.account is missing'],
    [
      { queries: { account, acount: account } },
      'customer360.sources.product.queries.acount is not a known key',
    ],
    [
      { queries: { account: { sql: 'select account_id from v' } } },
      'customer360.sources.product.queries.account.sql must bind :accountId',
    ],
    [
      { queries: { account, lookupUser: account } },
      'customer360.sources.product.queries.lookupUser.sql must bind :value',
    ],
    [{ poolMax: 1000 }, 'customer360.sources.product.poolMax'],
  ])('refuses %j by its key, and quotes no value', (source, message) => {
    expect(() => read(source)).toThrow(message);
    expect(() => read(source)).not.toThrow('hunter2');
  });
});
