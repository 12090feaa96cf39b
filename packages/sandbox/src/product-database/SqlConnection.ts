import Database from 'better-sqlite3';
import pg from 'pg';

export type SqlValue = string | number | boolean | null;

/** One connection to the product database, for what changes in it later. */
export interface SqlConnection {
  /** Values stand for `?`, in their order. */
  run(
    sql: string,
    values: readonly SqlValue[],
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
}

export function connectSqlite(filename: string): SqlConnection {
  const database = new Database(filename);
  // Whoever reads must not make a change fail.
  database.pragma('busy_timeout = 5000');
  return {
    async run(sql, values) {
      const statement = database.prepare(sql);
      // SQLite knows no booleans
      const plain = values.map(each =>
        typeof each === 'boolean' ? Number(each) : each,
      );
      if (sql.trimStart().startsWith('SELECT')) {
        return statement.all(...plain) as Record<string, unknown>[];
      }
      statement.run(...plain);
      return [];
    },
    async close() {
      database.close();
    },
  };
}

export async function connectPostgres(
  connectionString: string,
): Promise<SqlConnection> {
  const client = new pg.Client({
    connectionString,
    application_name: 'customer-360-sandbox',
  });
  await client.connect();
  await client.query('SET search_path = product');
  return {
    async run(sql, values) {
      let mark = 0;
      const result = await client.query(
        sql.replace(/\?/g, () => `$${++mark}`),
        [...values],
      );
      return result.rows;
    },
    close: () => client.end(),
  };
}
