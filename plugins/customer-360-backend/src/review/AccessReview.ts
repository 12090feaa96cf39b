import type {
  CustomerAccessView,
  CustomerPeople,
  PersonAccess,
  RoleDescription,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Reader } from '../access/Reader';
import type { CustomerName } from '../customers/CustomerPages';

/**
 * Who may see what, and why, in words. Decides nothing. What is about others is
 * for those who hold `customer360.grants.manage`; all of it is in the ledger.
 *
 * All throw NotAllowedError for somebody who may not ask, and
 * ServiceUnavailableError when rights, catalog or ledger cannot be reached.
 */
export interface AccessReview {
  /**
   * What the reader sees of a customer.
   *
   * @throws NotFoundError for a customer that is not there or hidden
   */
  own(reader: Reader, customer: CustomerName): Promise<CustomerAccessView>;

  /**
   * Who sees a customer that the reader sees.
   *
   * @throws NotFoundError for a customer that is not there or hidden
   */
  people(reader: Reader, customer: CustomerName): Promise<CustomerPeople>;

  /** Empty where the portal's policy is not one of roles. */
  roles(reader: Reader): Promise<readonly RoleDescription[]>;

  /**
   * @param userRef - `user:default/mara`
   * @throws NotFoundError for somebody whom the portal does not know
   */
  person(reader: Reader, userRef: string): Promise<PersonAccess>;
}
