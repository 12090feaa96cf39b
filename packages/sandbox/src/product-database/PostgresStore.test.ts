import { randomBytes } from 'node:crypto';
import pg from 'pg';

import { createWorld } from '../world/createWorld.ts';
import { createProductDatabase } from './createProductDatabase.ts';
import { READER } from './PostgresStore.ts';

const SETTING = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';
const server = process.env[SETTING];
const world = createWorld({ seed: 1, size: 5, today: '2026-11-23' });

if (server) {
  describe('PostgresStore (POSTGRES_15)', () => {
    describePostgres(server);
  });
} else {
  it(`was not tried on PostgreSQL: ${SETTING} names no server`, () => {
    expect(server).toBeFalsy();
  });
}

function describePostgres(connection: string): void {
  const name = `c360_sandbox_${randomBytes(6).toString('hex')}`;
  const connectionString = Object.assign(new URL(connection), {
    pathname: `/${name}`,
  }).href;

  /** One statement after the other: together they would be one transaction. */
  async function run(sql: string, as: pg.ClientConfig): Promise<unknown[]> {
    const client = new pg.Client(as);
    await client.connect();
    try {
      let rows: unknown[] = [];
      for (const statement of sql.split(';')) {
        rows = (await client.query(statement)).rows;
      }
      return rows;
    } finally {
      await client.end();
    }
  }

  const owner: pg.ClientConfig = { connectionString };
  const { hostname, port } = new URL(connection);
  const reader: pg.ClientConfig = {
    host: hostname,
    port: Number(port || 5432),
    database: name,
    ...READER,
  };

  beforeAll(async () => {
    await run(`CREATE DATABASE ${name}`, { connectionString: connection });
  });

  afterAll(async () => {
    await run(`DROP DATABASE ${name} WITH (FORCE)`, {
      connectionString: connection,
    });
  });

  it('tells what the world tells, once per world', async () => {
    const options = { world, client: 'pg', connectionString } as const;
    await expect(createProductDatabase(options)).resolves.toEqual({
      client: 'pg',
      rebuilt: true,
      accounts: 5,
    });
    await expect(createProductDatabase(options)).resolves.toMatchObject({
      rebuilt: false,
    });
    for (let index = 0; index < world.size; index++) {
      const { ids, usage } = world.company(index);
      await expect(
        run(
          `SELECT plan, seats FROM customer_360_accounts WHERE account_id = '${ids.product}'`,
          reader,
        ),
      ).resolves.toEqual([{ plan: usage.plan, seats: usage.seats }]);
    }
    await expect(
      run(
        `SELECT weekly_active_users FROM customer_360_activity
         WHERE account_id = '${
           world.company(0).ids.product
         }' ORDER BY day DESC LIMIT 1`,
        reader,
      ),
    ).resolves.toEqual([{ weekly_active_users: 212 }]);
  });

  it.each([
    ['the tables behind the views', 'SELECT * FROM users'],
    [
      'writing, also when it lifts its own setting',
      "SET default_transaction_read_only = off; INSERT INTO accounts (id) VALUES ('x')",
    ],
    [
      'writing through a view',
      'SET default_transaction_read_only = off; DELETE FROM customer_360_flags',
    ],
  ])('refuses its reader %s', async (_what, sql) => {
    await createProductDatabase({ world, client: 'pg', connectionString });
    await expect(run(sql, reader)).rejects.toMatchObject({ code: '42501' });
    await expect(
      run('SELECT count(*)::int AS users FROM product.users', owner),
    ).resolves.not.toEqual([{ users: 0 }]);
  });
}
