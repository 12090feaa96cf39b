import type { Reader } from '../access/Reader';
import type { CustomerName, Preview } from '../customers/CustomerPages';
import type { Look } from '../ledger/LedgerStore';
import type { FinishedPage } from '../pages/FinishedPage';

/** What a customer looked like on a past day, from what was observed. */
export interface PastPages {
  /**
   * By the rights of now, of what the reader sees in full; it decides, writes
   * the ledger and only then gives data, and throws, as `CustomerPages.view`
   * does.
   *
   * @param options.day - `YYYY-MM-DD`, in UTC; as it was at its end
   * @throws InputError for a day that is not over, is none, or is older than
   *   what is kept
   */
  view(
    reader: Reader,
    customer: CustomerName,
    options: { day: string; as?: Preview; look?: Look },
  ): Promise<FinishedPage>;
}
