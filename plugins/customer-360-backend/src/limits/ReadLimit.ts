import type { LedgerKind } from '../ledger/LedgerStore';

/** How much one person may ask for. */
export interface ReadLimit {
  /**
   * Counts one read, before anything is looked up: what is hidden and what is
   * not there count like all else.
   *
   * @throws TooManyReadsError when the person has none left
   */
  take(userRef: string, kind: LedgerKind): Promise<void>;
}
