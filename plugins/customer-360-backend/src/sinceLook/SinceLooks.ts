import type { SinceLook } from '@customer-360/backstage-plugin-customer-360-common';
import type { Reader } from '../access/Reader';
import type { CustomerName } from '../customers/CustomerPages';

/** What has changed since somebody last looked. */
export interface SinceLooks {
  /**
   * Of what the reader sees in full; it decides, writes the ledger and only then
   * gives data, and throws, as `CustomerPages.view` does. A visit of the last
   * quarter of an hour is this one, so that a reload takes no mark away.
   */
  of(reader: Reader, customer: CustomerName): Promise<SinceLook>;
}
