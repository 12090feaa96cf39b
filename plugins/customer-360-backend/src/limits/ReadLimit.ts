import type { Reader } from '../access/Reader';
import type { LedgerKind } from '../ledger/LedgerStore';

/** Who is counted, and by which request. */
export type CountedReader = Pick<Reader, 'userRef' | 'requestId'>;

/** How much one person may ask for. */
export interface ReadLimit {
  /**
   * Counts one read, before anything is looked up: what is hidden and what is
   * not there count like all else.
   *
   * @throws TooManyReadsError when the person has none left
   */
  take(reader: CountedReader, kind: LedgerKind): Promise<void>;
}
