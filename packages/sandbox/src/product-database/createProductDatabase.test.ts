import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { createWorld } from '../world/createWorld.ts';
import { createProductDatabase } from './createProductDatabase.ts';

const world = createWorld({ seed: 1, size: 20, today: '2026-11-23' });

describe('createProductDatabase', () => {
  let folder: string;
  let filename: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'product-'));
    filename = join(folder, 'nested', 'product.sqlite');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const read = (sql: string, ...values: readonly string[]) => {
    const database = new Database(filename, { readonly: true });
    try {
      return database.prepare(sql).all(...values);
    } finally {
      database.close();
    }
  };

  it('tells what the world tells', async () => {
    await createProductDatabase({ world, client: 'better-sqlite3', filename });
    for (let index = 0; index < world.size; index++) {
      const { ids, usage } = world.company(index);
      expect(
        read(
          'SELECT plan, seats FROM customer_360_accounts WHERE account_id = ?',
          ids.product,
        ),
      ).toEqual([{ plan: usage.plan, seats: usage.seats }]);
      expect(
        read(
          'SELECT count(*) AS users FROM customer_360_users WHERE account_id = ?',
          ids.product,
        ),
      ).toEqual([{ users: usage.users.length }]);
    }
    const [latest] = read(
      `SELECT weekly_active_users, monthly_active_users FROM customer_360_activity
       WHERE account_id = ? ORDER BY day DESC LIMIT 1`,
      world.company(0).ids.product,
    );
    expect(latest).toEqual({
      weekly_active_users: 212,
      monthly_active_users: 231,
    });
  });

  it('shows no secret in its views', async () => {
    await createProductDatabase({ world, client: 'better-sqlite3', filename });
    const [user] = read('SELECT * FROM customer_360_users LIMIT 1');
    expect(Object.keys(user as object)).toEqual([
      'account_id',
      'user_id',
      'email',
      'name',
      'has_seat',
      'created_at',
      'last_seen_at',
    ]);
  });

  it('is built once per world, and anew for another', async () => {
    const options = { client: 'better-sqlite3', filename } as const;
    const first = await createProductDatabase({ world, ...options });
    expect(first).toEqual({
      client: 'better-sqlite3',
      rebuilt: true,
      accounts: 20,
    });
    const again = await createProductDatabase({ world, ...options });
    expect(again.rebuilt).toBe(false);
    const other = createWorld({ seed: 2, size: 20, today: '2026-11-23' });
    const changed = await createProductDatabase({ world: other, ...options });
    expect(changed.rebuilt).toBe(true);
    expect(
      read(
        'SELECT account_id FROM customer_360_accounts WHERE domain = ?',
        'brightwater.example',
      ),
    ).toEqual([{ account_id: other.company(0).ids.product }]);
  });
});
