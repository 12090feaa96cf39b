import type {
  PortfolioPage,
  PortfolioQuery,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Reader } from '../access/Reader';

/** The list of customers. */
export interface Portfolio {
  /**
   * A page of the customers that the reader may see, in order. Cut after hiding
   * and never before; each row has what the reader may see of that customer.
   *
   * @throws InputError for a cursor of another list
   * @throws NotAllowedError for who may not use Customer 360 at all
   * @throws ServiceUnavailableError while an order is made for the first time,
   *   or where rights cannot be checked
   */
  query(reader: Reader, query: PortfolioQuery): Promise<PortfolioPage>;
}
