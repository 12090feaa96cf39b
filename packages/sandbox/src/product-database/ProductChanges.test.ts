import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

import { createWorld } from '../world/createWorld.ts';
import { createProductDatabase } from './createProductDatabase.ts';
import { ProductChanges } from './ProductChanges.ts';
import type { ProductLocation } from './ProductChanges.ts';
import { connectPostgres, connectSqlite } from './SqlConnection.ts';
import type { SqlConnection } from './SqlConnection.ts';

const SETTING = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';
const server = process.env[SETTING];
jest.setTimeout(60_000);
const NOW = new Date('2026-11-23T12:00:00.000Z');

/** Where a database of its own is, and how it goes away. */
const PLACES: Readonly<
  Record<string, () => Promise<[ProductLocation, () => Promise<void>]>>
> = {
  SQLITE_3: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'product-'));
    return [
      { client: 'better-sqlite3', filename: join(folder, 'product.sqlite') },
      async () => rmSync(folder, { recursive: true, force: true }),
    ];
  },
  ...(server && {
    POSTGRES_15: async () => {
      const name = `c360_sandbox_${randomBytes(6).toString('hex')}`;
      const run = async (sql: string) => {
        const client = new pg.Client(server);
        await client.connect();
        await client.query(sql);
        await client.end();
      };
      await run(`CREATE DATABASE ${name}`);
      return [
        {
          client: 'pg',
          connectionString: Object.assign(new URL(server), {
            pathname: `/${name}`,
          }).href,
        },
        () => run(`DROP DATABASE ${name} WITH (FORCE)`),
      ];
    },
  }),
};

describe.each(Object.keys(PLACES))('product changes (%s)', place => {
  const world = createWorld({ seed: 1, size: 4, today: '2026-11-23' });
  const accountId = world.company(0).ids.product;
  let location: ProductLocation;
  let remove: () => Promise<void>;
  let changes: ProductChanges;
  let sql: SqlConnection;

  beforeAll(async () => {
    [location, remove] = await PLACES[place]();
    await createProductDatabase({ world, ...location });
    changes = new ProductChanges(location);
    sql =
      location.client === 'pg'
        ? await connectPostgres(location.connectionString)
        : connectSqlite(location.filename);
  });

  afterAll(async () => {
    await changes.close();
    await sql.close();
    await remove();
  });

  /** Rows of a view of the account that changed since, as an integration asks. */
  const since = (view: string, watermark: Date) =>
    sql.run(
      `SELECT * FROM customer_360_${view} WHERE account_id = ? AND updated_at >= ?`,
      [accountId, watermark.toISOString()],
    );

  it('leaves nothing behind the watermark of a database just filled', async () => {
    for (const view of ['accounts', 'activity', 'feature_weeks']) {
      const all = await since(view, new Date(0));
      expect(all.length).toBeGreaterThan(0);
      expect(await since(view, NOW)).toEqual([]);
    }
  });

  it('writes activity of a day, which the watermark shows', async () => {
    await changes.apply(
      { accountId, kind: 'activity', activeUsers: 41, events: 977 },
      NOW,
    );
    const [row] = await since('activity', NOW);
    expect(row).toMatchObject({ active_users: 41, events: 977 });
    expect(Number(row.weekly_active_users)).toBeGreaterThanOrEqual(41);
    await changes.apply(
      { accountId, kind: 'activity', activeUsers: 42, events: 978 },
      NOW,
    );
    expect(await since('activity', NOW)).toHaveLength(1);
    expect(await since('accounts', NOW)).toHaveLength(1);
  });

  it('writes the users of a feature in a week', async () => {
    const [known] = await since('feature_weeks', new Date(0));
    await changes.apply(
      {
        accountId,
        kind: 'feature',
        featureKey: String(known.feature_key),
        users: 5,
      },
      NOW,
    );
    expect(await since('feature_weeks', NOW)).toMatchObject([
      { feature_key: known.feature_key, users: 5 },
    ]);
  });

  it('changes plan, seats and flags', async () => {
    const at = new Date(NOW.getTime() + 1_000);
    await changes.apply({ accountId, kind: 'plan', plan: 'Scale' }, at);
    await changes.apply({ accountId, kind: 'seats', seats: 321 }, at);
    await changes.apply(
      { accountId, kind: 'flag', flagKey: 'beta', enabled: true },
      at,
    );
    expect(await since('accounts', at)).toMatchObject([
      { plan: 'Scale', seats: 321 },
    ]);
    const seats = await sql.run(
      "SELECT quantity FROM customer_360_entitlements WHERE account_id = ? AND key = 'seats'",
      [accountId],
    );
    expect(seats).toMatchObject([{ quantity: 321 }]);
    const flags = await sql.run(
      "SELECT enabled FROM customer_360_flags WHERE account_id = ? AND flag_key = 'beta'",
      [accountId],
    );
    expect([true, 1]).toContain(flags[0].enabled);
  });

  it('takes an account in and lets one go', async () => {
    const company = world.add({
      name: 'Late Ltd',
      domain: 'late.example',
      systems: ['hubspot', 'product'],
      at: NOW,
    });
    await changes.addAccount(company, world.today);
    const named = () =>
      sql.run('SELECT name FROM customer_360_accounts WHERE account_id = ?', [
        company.ids.product,
      ]);
    expect(await named()).toMatchObject([{ name: 'Late Ltd' }]);
    await changes.removeAccount(company.ids.product);
    expect(await named()).toEqual([]);
    await expect(
      changes.apply(
        { accountId: company.ids.product, kind: 'plan', plan: 'x' },
        NOW,
      ),
    ).rejects.toThrow('no account');
    const left = await sql.run(
      'SELECT account_id FROM customer_360_activity WHERE account_id = ?',
      [company.ids.product],
    );
    expect(left).toEqual([]);
  });
});
