import type {
  AccountLink,
  CustomerLinksView,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Reader } from '../access/Reader';
import type { CustomerName } from '../customers/CustomerPages';

/** An account at a source. */
export interface AccountName {
  readonly source: string;
  /** Id there. */
  readonly id: string;
}

/**
 * Which accounts at the sources are a customer's, for those who may say so.
 * Everything done here is in the ledger before it takes effect, and so is what
 * was refused; it acts within two seconds on every instance.
 *
 * All throw NotAllowedError without `customer360.links.manage`, NotFoundError
 * for a customer that is not there or hidden, InputError for a source that is
 * not there, and ServiceUnavailableError when rights, catalog or ledger cannot
 * be reached.
 */
export interface LinkManagement {
  of(reader: Reader, customer: CustomerName): Promise<CustomerLinksView>;

  /**
   * @param how - `force` also where another customer is linked to the account;
   *   it takes a reason
   * @throws InputError for `force` without a reason
   * @throws ConflictError where another customer is linked to it, or this one
   *   has as many accounts at the source as are read
   */
  confirm(
    reader: Reader,
    customer: CustomerName,
    account: AccountName,
    how: { reason?: string; force?: boolean },
  ): Promise<AccountLink>;

  /**
   * The link is never made again by itself.
   *
   * @throws InputError without a reason
   * @throws ConflictError for what is written on the entity
   * @throws NotFoundError where there is no such link
   */
  undo(
    reader: Reader,
    customer: CustomerName,
    account: AccountName,
    reason: string,
  ): Promise<void>;
}
