import type { AcceptedRow } from './acceptPage';

/** What is known of a facet of an account already. */
export interface KnownRow {
  readonly as_of: string;
  readonly digest: string | null;
}

/**
 * `write`: it is news, and makes what is cached worthless. `renew`: the same
 * again, just read. `none`: older than what is known, or not there anyway.
 */
export type RowEffect = 'write' | 'renew' | 'delete' | 'none';

/** Pages repeat rows, and may come out of order. Pure. */
export function rowEffect(
  row: AcceptedRow,
  known: KnownRow | undefined,
): RowEffect {
  if (row.kind === 'deleted') {
    return known ? 'delete' : 'none';
  }
  if (
    known &&
    row.kind === 'data' &&
    !row.dated &&
    row.digest === known.digest
  ) {
    return 'renew';
  }
  if (!known || row.asOf > known.as_of) {
    return 'write';
  }
  if (row.kind === 'changed' || row.asOf < known.as_of) {
    return 'none';
  }
  return row.digest === known.digest ? 'renew' : 'write';
}
