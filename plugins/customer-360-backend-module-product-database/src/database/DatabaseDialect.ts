import type { Knex } from 'knex';
import type { DatabaseOptions } from '../config/DatabaseOptions';
import type { RawRow } from '../queries/readRows';

/** In what the databases differ. */
export interface DatabaseDialect {
  /** What knex connects with. */
  readonly connection: Knex.Config['connection'];
  /** Whether statements run in a transaction that only reads. */
  readonly transactional: boolean;
  /** What a transaction begins with. */
  readonly begin: readonly string[];
  /** Gives the `id` of the session. */
  readonly sessionId: string;
  /** Ends the statement that the session with this id is running. */
  readonly cancel: string;
  /** The rows in what the driver returns. */
  rowsOf(result: unknown): RawRow[];
}

/** Makes the dialect of one kind of database. */
export type CreateDialect = (options: DatabaseOptions) => DatabaseDialect;
