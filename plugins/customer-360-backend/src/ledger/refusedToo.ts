import { isErrorWithName } from '@backstage/errors';
import type { LedgerEntry, LedgerStore } from './LedgerStore';

/**
 * Runs what may refuse somebody. A refusal is in the ledger before they are
 * told.
 */
export async function refusedToo<T>(
  ledger: LedgerStore,
  entry: LedgerEntry,
  fn: () => Promise<T>,
): Promise<T> {
  try {
    return await fn();
  } catch (error) {
    if (
      isErrorWithName(error, 'NotFoundError') ||
      isErrorWithName(error, 'NotAllowedError')
    ) {
      await ledger.append([{ ...entry, outcome: 'denied' }]);
    }
    throw error;
  }
}
