import pg from 'pg';

import type { ProductStore } from './ProductStore.ts';
import type { ColumnType, Row } from './tables.ts';
import { TABLES } from './tables.ts';
import { VIEWS } from './views.ts';

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  integer: 'integer',
  instant: 'timestamptz',
  day: 'date',
  boolean: 'boolean',
};

/** PostgreSQL takes 65,535 values a statement; a fifth of it keeps them small. */
const VALUES_PER_INSERT = 12_000;

/**
 * The role that an integration connects as: it may read the views and nothing
 * else, not even the tables behind them. The demo's password is public.
 */
export const READER = {
  user: 'customer_360_reader',
  password: 'customer-360-reader',
} as const;

const READER_SQL = `
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${READER.user}') THEN
    CREATE ROLE ${READER.user} LOGIN PASSWORD '${READER.password}'
      NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 10;
  END IF;
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO ${READER.user}', current_database());
  EXECUTE format('ALTER ROLE ${READER.user} IN DATABASE %I SET search_path = product', current_database());
END
$$;
ALTER ROLE ${READER.user} SET default_transaction_read_only = on;
ALTER ROLE ${READER.user} SET statement_timeout = '5s';
GRANT USAGE ON SCHEMA product TO ${READER.user};
`;

/** Everything stands in a schema of its own, `product`. */
export class PostgresStore implements ProductStore {
  readonly #client: pg.Client;
  #connected = false;

  constructor(connectionString: string) {
    this.#client = new pg.Client({
      connectionString,
      application_name: 'customer-360-sandbox',
    });
  }

  async fingerprint(): Promise<string | undefined> {
    await this.#connect();
    const known = await this.#client.query(
      "SELECT to_regclass('product.sandbox_fingerprint') AS found",
    );
    if (known.rows[0]?.found === null) return undefined;
    const result = await this.#client.query(
      'SELECT fingerprint FROM product.sandbox_fingerprint',
    );
    const value: unknown = result.rows[0]?.fingerprint;
    return typeof value === 'string' ? value : undefined;
  }

  async rebuild(
    fingerprint: string,
    rows: Iterable<readonly [string, Row]>,
  ): Promise<void> {
    await this.#connect();
    await this.#client.query('BEGIN');
    try {
      await this.#createTables();
      await this.#insertAll(rows);
      for (const [view, sql] of Object.entries(VIEWS)) {
        await this.#client.query(`CREATE VIEW ${view} AS ${sql}`);
      }
      await this.#client.query(READER_SQL);
      for (const view of Object.keys(VIEWS)) {
        await this.#client.query(`GRANT SELECT ON ${view} TO ${READER.user}`);
      }
      await this.#client.query(
        'CREATE TABLE sandbox_fingerprint (fingerprint text NOT NULL)',
      );
      await this.#client.query('INSERT INTO sandbox_fingerprint VALUES ($1)', [
        fingerprint,
      ]);
      await this.#client.query('COMMIT');
    } catch (error) {
      await this.#client.query('ROLLBACK');
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.#connected) await this.#client.end();
  }

  async #connect(): Promise<void> {
    if (this.#connected) return;
    await this.#client.connect();
    this.#connected = true;
  }

  async #createTables(): Promise<void> {
    await this.#client.query('DROP SCHEMA IF EXISTS product CASCADE');
    await this.#client.query('CREATE SCHEMA product');
    await this.#client.query('SET LOCAL search_path = product');
    for (const { name, columns, primaryKey, ...table } of TABLES) {
      const definitions = columns
        .map(([column, type]) => `${column} ${TYPES[type]}`)
        .join(', ');
      await this.#client.query(
        `CREATE TABLE ${name} (${definitions}, PRIMARY KEY (${primaryKey.join(
          ', ',
        )}))`,
      );
      const indexes = 'indexes' in table ? table.indexes : [];
      for (const index of indexes) {
        await this.#client.query(
          `CREATE INDEX ON ${name} (${index.join(', ')})`,
        );
      }
    }
  }

  async #insertAll(rows: Iterable<readonly [string, Row]>): Promise<void> {
    const waiting = new Map<string, Row[]>();
    for (const [table, row] of rows) {
      const batch = waiting.get(table) ?? [];
      batch.push(row);
      waiting.set(table, batch);
      if (batch.length * row.length >= VALUES_PER_INSERT) {
        await this.#insert(table, batch);
        waiting.set(table, []);
      }
    }
    for (const [table, batch] of waiting) await this.#insert(table, batch);
  }

  async #insert(table: string, batch: readonly Row[]): Promise<void> {
    if (batch.length === 0) return;
    let mark = 0;
    const values = batch
      .map(row => `(${row.map(() => `$${++mark}`).join(', ')})`)
      .join(', ');
    await this.#client.query(
      `INSERT INTO ${table} VALUES ${values}`,
      batch.flat(),
    );
  }
}
