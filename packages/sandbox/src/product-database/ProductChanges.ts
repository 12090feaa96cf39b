import { day, mondayOf } from '../world/time.ts';
import type { Company } from '../world/types.ts';
import { rowsOf } from './rowsOf.ts';
import { connectPostgres, connectSqlite } from './SqlConnection.ts';
import type { SqlConnection, SqlValue } from './SqlConnection.ts';
import { TABLES } from './tables.ts';

/** Something that happens in the product, as `POST /product/changes` names it. */
export type ProductChange = { readonly accountId: string } & (
  | {
      readonly kind: 'activity';
      /** Today without it. */
      readonly day?: string;
      readonly activeUsers: number;
      readonly events: number;
    }
  | {
      readonly kind: 'feature';
      readonly featureKey: string;
      /** Monday of the week; this week without it. */
      readonly week?: string;
      readonly users: number;
    }
  | { readonly kind: 'plan'; readonly plan: string }
  | { readonly kind: 'seats'; readonly seats: number }
  | {
      readonly kind: 'flag';
      readonly flagKey: string;
      readonly enabled: boolean;
    }
);

/** Where the product database is. */
export type ProductLocation =
  | { readonly client: 'better-sqlite3'; readonly filename: string }
  | { readonly client: 'pg'; readonly connectionString: string };

/**
 * What changes in the product database after it was filled. Every change is one
 * transaction, one after the other, and moves `updated_at` of what it touches.
 */
export class ProductChanges {
  readonly #location: ProductLocation;
  #connection: Promise<SqlConnection> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(location: ProductLocation) {
    this.#location = location;
  }

  /** @throws Error when the product has no such account any more */
  apply(
    change: ProductChange,
    now: Date,
  ): Promise<{ accountId: string; updatedAt: string }> {
    return this.#inTurn(async sql => {
      const updatedAt = now.toISOString();
      await this.#touch(sql, change.accountId, updatedAt);
      await write(sql, change, updatedAt);
      return { accountId: change.accountId, updatedAt };
    });
  }

  addAccount(company: Company, today: string): Promise<void> {
    return this.#inTurn(async sql => {
      for (const [table, row] of rowsOf(company, today, true)) {
        const marks = row.map(() => '?').join(', ');
        await sql.run(`INSERT INTO ${table} VALUES (${marks})`, row);
      }
      await this.#touch(sql, company.ids.product, company.createdAt);
    });
  }

  removeAccount(accountId: string): Promise<void> {
    return this.#inTurn(async sql => {
      for (const { name, columns } of TABLES) {
        const key = name === 'accounts' ? 'id' : 'account_id';
        if (columns.some(([column]) => column === key)) {
          await sql.run(`DELETE FROM ${name} WHERE ${key} = ?`, [accountId]);
        }
      }
    });
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    await this.#last.catch(() => undefined);
    await connection?.then(each => each.close()).catch(() => undefined);
  }

  async #touch(
    sql: SqlConnection,
    accountId: string,
    updatedAt: string,
  ): Promise<void> {
    const known = await sql.run('SELECT id FROM accounts WHERE id = ?', [
      accountId,
    ]);
    if (known.length === 0) {
      throw new Error(`The product has no account ${accountId}.`);
    }
    await sql.run('UPDATE accounts SET updated_at = ? WHERE id = ?', [
      updatedAt,
      accountId,
    ]);
  }

  #inTurn<T>(work: (sql: SqlConnection) => Promise<T>): Promise<T> {
    const turn = this.#last
      .catch(() => undefined)
      .then(async () => {
        this.#connection ??= this.#connect();
        const sql = await this.#connection;
        await sql.run('BEGIN', []);
        try {
          const result = await work(sql);
          await sql.run('COMMIT', []);
          return result;
        } catch (error) {
          await sql.run('ROLLBACK', []);
          throw error;
        }
      });
    this.#last = turn;
    return turn;
  }

  async #connect(): Promise<SqlConnection> {
    return this.#location.client === 'pg'
      ? connectPostgres(this.#location.connectionString)
      : connectSqlite(this.#location.filename);
  }
}

async function write(
  sql: SqlConnection,
  change: ProductChange,
  at: string,
): Promise<void> {
  const { accountId } = change;
  switch (change.kind) {
    case 'activity':
      return writeActivity(
        sql,
        { ...change, day: change.day ?? day(Date.parse(at)) },
        at,
      );
    case 'feature':
      return upsert(sql, 'feature_usage_weekly', {
        account_id: accountId,
        feature_key: change.featureKey,
        week: change.week ?? day(mondayOf(Date.parse(at))),
        users: change.users,
        updated_at: at,
      });
    case 'plan':
      await sql.run('UPDATE accounts SET plan = ? WHERE id = ?', [
        change.plan,
        accountId,
      ]);
      return undefined;
    case 'seats':
      await sql.run('UPDATE accounts SET seat_limit = ? WHERE id = ?', [
        change.seats,
        accountId,
      ]);
      await sql.run(
        "UPDATE entitlements SET quantity = ? WHERE account_id = ? AND key = 'seats'",
        [change.seats, accountId],
      );
      return undefined;
    case 'flag':
      return upsert(sql, 'feature_flags', {
        account_id: accountId,
        flag_key: change.flagKey,
        enabled: change.enabled,
        since: at,
      });
    default:
      return change satisfies never;
  }
}

async function writeActivity(
  sql: SqlConnection,
  change: {
    readonly accountId: string;
    readonly day: string;
    readonly activeUsers: number;
    readonly events: number;
  },
  at: string,
): Promise<void> {
  const { accountId, activeUsers, events } = change;
  const [before] = await sql.run(
    'SELECT active_users_7d, active_users_30d FROM daily_activity WHERE account_id = ? AND day <= ? ORDER BY day DESC LIMIT 1',
    [accountId, change.day],
  );
  // Whoever was active on the day was so in the days that end with it.
  const atLeast = (value: unknown) => Math.max(activeUsers, Number(value ?? 0));
  await upsert(sql, 'daily_activity', {
    account_id: accountId,
    day: change.day,
    active_users: activeUsers,
    events,
    active_users_7d: atLeast(before?.active_users_7d),
    active_users_30d: atLeast(before?.active_users_30d),
    updated_at: at,
  });
  await sql.run('UPDATE accounts SET last_event_at = ? WHERE id = ?', [
    at,
    accountId,
  ]);
}

async function upsert(
  sql: SqlConnection,
  table: (typeof TABLES)[number]['name'],
  row: Readonly<Record<string, SqlValue>>,
): Promise<void> {
  const names = Object.keys(row);
  const keys: readonly string[] =
    TABLES.find(each => each.name === table)?.primaryKey ?? [];
  const updates = names
    .filter(name => !keys.includes(name))
    .map(name => `${name} = excluded.${name}`);
  await sql.run(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names
      .map(() => '?')
      .join(', ')}) ON CONFLICT (${keys.join(
      ', ',
    )}) DO UPDATE SET ${updates.join(', ')}`,
    Object.values(row),
  );
}
