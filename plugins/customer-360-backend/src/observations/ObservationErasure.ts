import type { Reader } from '../access/Reader';
import type { CustomerName } from '../customers/CustomerPages';

/** Forgets what was observed of a customer. */
export interface ObservationErasure {
  /**
   * Of a customer that the reader sees, or that has left the catalog and of
   * which something is still kept. On record before anything is gone, with the
   * number of rows. What is observed later is kept again.
   *
   * @throws NotAllowedError without `customer360.observations.erase`
   * @throws NotFoundError for a customer that is hidden, and the same one where
   *   there is nothing of that name
   */
  erase(reader: Reader, customer: CustomerName): Promise<void>;
}
