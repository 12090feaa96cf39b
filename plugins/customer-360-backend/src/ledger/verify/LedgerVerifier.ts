/** What was found to be wrong, where it begins. */
export interface LedgerFinding {
  /** A chain's id, `registry`, or `people/` and a pseudonym. */
  readonly chain: string;
  /** Of the first row that is wrong or not there. */
  readonly seq: number;
  readonly problem: LedgerProblem;
}

export const LEDGER_PROBLEMS = [
  'altered',
  'missing',
  'cut_off',
  'after_seal',
  'unknown_chain',
  'unknown_key',
  'not_removed',
  'no_heads',
] as const;

export type LedgerProblem = (typeof LEDGER_PROBLEMS)[number];

/** Of the whole ledger, or of the part that there was time for. */
export interface LedgerVerdict {
  /** Of this part: all is well where it is true of each part. */
  readonly ok: boolean;
  /** Chains that were read to their end. */
  readonly chains: number;
  readonly rows: number;
  /** The first of each chain. */
  readonly findings: LedgerFinding[];
  /** Where the next part begins; undefined where this was the last. */
  readonly nextCursor?: string;
}

export interface VerifyOptions {
  /** `nextCursor` of the part before; from the beginning without it. */
  readonly cursor?: string;
  /** About how long one part may take; to the end without it. */
  readonly limitMs?: number;
  /** Ends it before its end: it rejects. */
  readonly signal?: AbortSignal;
}

/**
 * Reads the ledger again and compares it with its signatures, the registry and
 * the heads that were exported. A row that was changed, removed, added or moved
 * by anybody without the key is found, and so is an end that was cut off, and a
 * name that was put behind a pseudonym of somebody else.
 */
export interface LedgerVerifier {
  /**
   * @throws InputError for a cursor that is not one of ours
   * @throws HeadsUnavailableError where the exported heads cannot be read: then
   *   nothing is known of the ends
   */
  verify(options?: VerifyOptions): Promise<LedgerVerdict>;
}
