import { z } from 'zod';
import type { CreateDialect } from './DatabaseDialect';

const resultSchema = z.object({
  rows: z.array(z.record(z.string(), z.unknown())),
});

/** Object ids of types that are not read as text. */
const BOOLEAN = 16;
const NUMBERS: ReadonlySet<number> = new Set([20, 21, 23, 700, 701]);

/**
 * Types as we read them. The driver's own reading of a day or of a time without
 * zone is a Date at midnight of whatever zone the server runs in.
 */
const types = {
  getTypeParser: (oid: number) => (value: string) => {
    if (oid === BOOLEAN) {
      return value === 't';
    }
    const number = Number(value);
    return NUMBERS.has(oid) && (oid !== 20 || Number.isSafeInteger(number))
      ? number
      : value;
  },
};

/** PostgreSQL. */
export const postgresDialect: CreateDialect = ({
  connection,
  statementTimeoutMs,
}) => ({
  connection: {
    ...connection,
    application_name: 'backstage-customer-360',
    connectionTimeoutMillis: statementTimeoutMs,
    statement_timeout: statementTimeoutMs,
    // Times are told in UTC, whatever the server's zone is.
    options: '-c timezone=UTC',
    types,
  },
  transactional: true,
  begin: [],
  sessionId: 'select pg_backend_pid() as id',
  cancel: 'select pg_cancel_backend(?)',
  rowsOf: result => resultSchema.parse(result).rows,
});
