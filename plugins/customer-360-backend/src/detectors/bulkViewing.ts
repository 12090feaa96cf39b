import type { Detector, LedgerEvent } from './Detector';
import { firstCrossing } from './firstCrossing';

/**
 * Somebody opens many customers in a short time. Opened is a customer at whom
 * they have not looked for as long as the window: a page that stays open and
 * renews itself counts once, and what a browser says of why it asks counts for
 * nothing.
 */
export function bulkViewing(options: {
  customers: number;
  withinMs: number;
}): Detector {
  const { customers: threshold, withinMs } = options;
  return {
    id: 'bulk_viewing',
    outcome: 'shown',
    threshold,
    withinMs,
    lookBackMs: 2 * withinMs,
    find: (events, since) =>
      firstCrossing(openings(events, withinMs), { since, threshold, withinMs }),
    says: count => `opened ${count} customers`,
  };
}

/** When a customer was looked at who had not been for so long. */
function openings(events: readonly LedgerEvent[], withinMs: number): number[] {
  const seen = new Map<string, number>();
  const times: number[] = [];
  for (const { at, customer } of events) {
    if (customer !== null) {
      const last = seen.get(customer);
      if (last === undefined || last <= at - withinMs) {
        times.push(at);
      }
      seen.set(customer, at);
    }
  }
  return times;
}
