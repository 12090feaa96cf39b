import type { LedgerVerdict } from '@customer-360/backstage-plugin-customer-360-common';

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
