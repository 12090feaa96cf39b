/** What can be wrong where a chain of the ledger begins to be. @public */
export const LEDGER_PROBLEMS = [
  'altered',
  'missing',
  'cut_off',
  'after_seal',
  'unknown_chain',
  'unknown_key',
  'not_removed',
  'no_heads',
  'heads_stale',
] as const;

/** @public */
export type LedgerProblem = (typeof LEDGER_PROBLEMS)[number];

/** @public */
export interface LedgerFinding {
  /** A chain's id, `registry`, or `people/` and a pseudonym. */
  readonly chain: string;
  /** Of the first row that is wrong or not there. */
  readonly seq: number;
  readonly problem: LedgerProblem;
}

/** Of the whole ledger, or of the part that there was time for. @public */
export interface LedgerVerdict {
  /** Of this part: all is well where it is true of each part. */
  readonly ok: boolean;
  /** Chains that this part reached the end of. */
  readonly chains: number;
  readonly rows: number;
  /** The first of each chain. */
  readonly findings: readonly LedgerFinding[];
  /** Where the next part begins; undefined where this was the last. */
  readonly nextCursor?: string;
}
