import knexFactory from 'knex';
import type { DatabaseOptions } from '../config/DatabaseOptions';
import type { CreateDialect } from './DatabaseDialect';
import { KnexReadOnlyDatabase } from './KnexReadOnlyDatabase';
import { mysqlDialect } from './mysqlDialect';
import { postgresDialect } from './postgresDialect';
import type { ReadOnlyDatabase } from './ReadOnlyDatabase';
import { sqliteDialect } from './sqliteDialect';

const DIALECTS: Record<DatabaseOptions['client'], CreateDialect> = {
  pg: postgresDialect,
  'better-sqlite3': sqliteDialect,
  mysql2: mysqlDialect,
};

/**
 * knex would tell the console what the driver says, and that can hold data and
 * names of hosts. What went wrong is told by the reason of the error.
 */
const SILENT = {
  warn: () => undefined,
  error: () => undefined,
  deprecate: () => undefined,
  debug: () => undefined,
};

/** Connects when first asked, with a small pool of its own. */
export function createReadOnlyDatabase(
  options: DatabaseOptions,
): ReadOnlyDatabase {
  const dialect = DIALECTS[options.client](options);
  const knex = knexFactory({
    client: options.client,
    connection: dialect.connection,
    useNullAsDefault: true,
    log: SILENT,
    acquireConnectionTimeout: options.statementTimeoutMs,
    // One more than are read at the same time: to end a statement with.
    pool: { min: 0, max: options.poolMax + 1 },
  });
  return new KnexReadOnlyDatabase(knex, dialect);
}
