/** A row as it stands in the table and is signed. */
export interface LedgerRow {
  /** Of one instance, from one start, on one day (UTC). */
  readonly chain: string;
  /** From 1, without a gap. */
  readonly seq: number;
  /** ISO 8601 UTC. */
  readonly recorded_at: string;
  readonly request_kind: string;
  /** `shown`, `denied`, or `none` for rows about the ledger itself. */
  readonly outcome: string;
  /** Pseudonym; null for rows about the ledger itself. */
  readonly person: string | null;
  readonly acting_as: string | null;
  readonly customer_ref: string | null;
  /** JSON: level by facet id. */
  readonly facets: string;
  /** JSON: labels held. */
  readonly labels: string;
  /** JSON: words of ours and hashes only. */
  readonly detail: string | null;
  /** Of the roles that decided. */
  readonly policy_version: string;
  readonly request_id: string;
  readonly key_id: string;
  readonly hash: string;
}

/** A row before it has its place in a chain. */
export type LedgerRecord = Omit<LedgerRow, 'chain' | 'seq' | 'key_id' | 'hash'>;

export const LEDGER_COLUMNS = [
  'chain',
  'seq',
  'recorded_at',
  'request_kind',
  'outcome',
  'person',
  'acting_as',
  'customer_ref',
  'facets',
  'labels',
  'detail',
  'policy_version',
  'request_id',
  'key_id',
  'hash',
] as const satisfies ReadonlyArray<keyof LedgerRow>;

/** The last row of a chain: nothing comes after it. */
export const SEAL = 'sealed';

/**
 * What is signed: all of a row in the order of its columns, as JSON, so that no
 * two rows have the same text.
 */
export function signedText(row: Omit<LedgerRow, 'hash'>): string {
  return JSON.stringify(
    LEDGER_COLUMNS.map(column => (column === 'hash' ? null : row[column])),
  );
}
