import type { PortfolioQuery } from '@customer-360/backstage-plugin-customer-360-common';
import type { Reader } from '../access/Reader';

/** Which customers, and in which order: all of them, so there are no pages. */
export type PortfolioExportQuery = Omit<PortfolioQuery, 'cursor' | 'limit'>;

/** The list of customers for a spreadsheet. */
export interface PortfolioExport {
  /**
   * All customers that the query finds and the reader may see, as CSV with what
   * they may see of each. Each is in the ledger before anything is given.
   *
   * @throws InputError where there are more than are exported at once, or none
   *   can be listed by the reader's rights
   * @throws NotAllowedError without `customer360.export`
   * @throws ServiceUnavailableError while an order is made for the first time
   */
  csv(
    reader: Reader,
    query: PortfolioExportQuery,
  ): Promise<{ readonly text: string; readonly customers: number }>;
}
