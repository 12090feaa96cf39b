import type { LedgerUsage } from '@customer-360/backstage-plugin-customer-360-common';

/** How the page is used, in counts that name nobody. */
export interface UsageReport {
  /**
   * @param range - ISO 8601 UTC with milliseconds: `from` inclusive, `to` not;
   *   the last 30 days where they are left out
   * @throws InputError for a range that is none, or longer than 366 days, or
   *   that holds more rows than can be counted while somebody waits
   */
  of(range: { from?: string; to?: string }): Promise<LedgerUsage>;
}
