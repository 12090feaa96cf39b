import { z } from 'zod';
import type { CreateDialect } from './DatabaseDialect';

const rowsSchema = z.array(z.record(z.string(), z.unknown()));

/**
 * SQLite, for demos and tests: its driver runs a statement to its end while
 * everything else waits, so nothing can be given up.
 */
export const sqliteDialect: CreateDialect = ({ connection }) => ({
  connection: {
    filename: String(connection.filename),
    // Opened for reading by the library itself: no statement can write.
    // Integers come whole: an id may be larger than a number can hold.
    options: { readonly: true, safeIntegers: true },
  },
  transactional: false,
  begin: [],
  sessionId: '',
  cancel: '',
  rowsOf: result => rowsSchema.parse(result),
});
