import { z } from 'zod';
import type { CreateDialect } from './DatabaseDialect';

const rowsSchema = z.array(z.record(z.string(), z.unknown()));

/** MySQL and MariaDB. */
export const mysqlDialect: CreateDialect = ({
  connection,
  statementTimeoutMs,
}) => ({
  connection: {
    ...connection,
    connectTimeout: statementTimeoutMs,
    // A second statement in one text is refused by the protocol.
    multipleStatements: false,
    dateStrings: true,
    timezone: 'Z',
    supportBigNumbers: true,
  },
  transactional: true,
  // knex begins a transaction that may write; this makes a new one of it.
  begin: [
    // The time limit is one variable on MySQL and another on MariaDB; each runs
    // its own comment.
    `set session time_zone = '+00:00' /*!50708 , session max_execution_time = ${statementTimeoutMs} */ /*M! , session max_statement_time = ${
      statementTimeoutMs / 1000
    } */`,
    'start transaction read only',
  ],
  sessionId: 'select connection_id() as id',
  cancel: 'kill query ?',
  rowsOf: result => rowsSchema.parse(Array.isArray(result) ? result[0] : []),
});
