import { MAX_RECORDS } from '@customer-360/backstage-plugin-customer-360-common';

/**
 * Several accounts together may have more records than a list may hold. Cut for
 * show only: figures are computed before.
 */
export function capRecords(data: unknown): { data: unknown; capped: boolean } {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return { data, capped: false };
  }
  const entries = Object.entries(data);
  const capped = entries.some(
    ([, value]) => Array.isArray(value) && value.length > MAX_RECORDS,
  );
  return capped
    ? {
        capped,
        data: Object.fromEntries(
          entries.map(([key, value]) => [
            key,
            Array.isArray(value) ? value.slice(0, MAX_RECORDS) : value,
          ]),
        ),
      }
    : { data, capped };
}
