import type { OrphanPage } from '@customer-360/backstage-plugin-customer-360-common';
import type { Reader } from '../access/Reader';

export interface OrphanQuery {
  readonly source: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** What is linked to nothing at a source, for those who can mend it. */
export interface OrphanQueue {
  /**
   * Customers are only those that the reader may see. That they were listed is
   * in the ledger before they are given.
   *
   * @throws NotAllowedError without `customer360.sources.read` and
   *   `customer360.links.manage`
   * @throws InputError for a source that is not there, or a cursor that this
   *   list has not given
   * @throws ServiceUnavailableError when rights, catalog or ledger cannot be
   *   reached
   */
  page(reader: Reader, query: OrphanQuery): Promise<OrphanPage>;
}
