import {
  SourceError,
  type SourceErrorReason,
} from '@customer-360/backstage-plugin-customer-360-node';

/**
 * What the codes of the drivers mean: SQLSTATE of PostgreSQL, the names of MySQL
 * and SQLite, and those of the network. The message, which may quote data, stays
 * behind.
 */
const REASONS: ReadonlyArray<[RegExp, SourceErrorReason]> = [
  [/^(28...|3D000|ER_ACCESS_DENIED_ERROR|ER_DBACCESS_DENIED_ERROR)$/, 'auth'],
  [
    /^(42501|ER_TABLEACCESS_DENIED_ERROR|ER_COLUMNACCESS_DENIED_ERROR|SQLITE_READONLY|SQLITE_PERM|SQLITE_AUTH)$/,
    'no_access',
  ],
  [/^(57014|ER_QUERY_TIMEOUT|ER_QUERY_INTERRUPTED|SQLITE_BUSY)$/, 'timeout'],
  [
    /^(42...|22...|ER_NO_SUCH_TABLE|ER_BAD_FIELD_ERROR|ER_PARSE_ERROR|SQLITE_ERROR)$/,
    'schema',
  ],
  [
    /^(08...|57P0.|E[A-Z]+|PROTOCOL_CONNECTION_LOST|SQLITE_CANTOPEN)$/,
    'network',
  ],
];

/** The reason for an error of a driver, and nothing else of it. */
export function toDatabaseError(error: unknown): SourceError {
  if (SourceError.is(error)) {
    return error;
  }
  const property = (key: string) =>
    typeof error === 'object' && error !== null ? Reflect.get(error, key) : '';
  if (property('name') === 'KnexTimeoutError') {
    return new SourceError('timeout');
  }
  const code = String(property('code'));
  const known = REASONS.find(([pattern]) => pattern.test(code));
  return new SourceError(known?.[1] ?? 'upstream');
}
