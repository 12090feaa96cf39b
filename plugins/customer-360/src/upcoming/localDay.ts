import type { UpcomingItem } from '@customer-360/backstage-plugin-customer-360-common';

/**
 * The day on which something is to come, for this reader: a meeting is held at
 * an hour, so it falls on the day of the reader's own zone; what a contract or
 * a vendor fixes is a day as it stands.
 *
 * @returns `YYYY-MM-DD`
 * @internal
 */
export function localDay({ kind, day, at }: UpcomingItem): string {
  if (kind !== 'meeting' || at === undefined) {
    return day;
  }
  const local = new Date(at);
  return [
    local.getFullYear(),
    String(local.getMonth() + 1).padStart(2, '0'),
    String(local.getDate()).padStart(2, '0'),
  ].join('-');
}
