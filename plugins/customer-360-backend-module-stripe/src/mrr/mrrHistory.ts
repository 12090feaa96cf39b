import type {
  Money,
  SubscriptionsData,
} from '@customer-360/backstage-plugin-customer-360-common';

const DAY_MS = 24 * 60 * 60 * 1000;
const MONTHS = 12;

/** Where earlier figures come from, as it stands beside them. */
const BASIS = 'rebuilt from invoice lines and their service periods';

/** The instant so many days ago and its figure. */
export function mrrBefore(
  now: Date,
  days: number,
  mrrAt: (at: Date) => Money[] | undefined,
): SubscriptionsData['mrrBefore'] {
  const at = new Date(now.getTime() - days * DAY_MS);
  const mrr = mrrAt(at);
  return mrr && { day: at.toISOString().slice(0, 10), mrr, basis: BASIS };
}

/**
 * Eleven past months at their last instant (UTC) and the running one as it is
 * now; a month that cannot be known is left out.
 */
export function mrrHistory(
  now: Date,
  current: readonly Money[],
  mrrAt: (at: Date) => Money[] | undefined,
): SubscriptionsData['mrrHistory'] {
  const history: SubscriptionsData['mrrHistory'] = [];
  for (let back = MONTHS - 1; back >= 1; back--) {
    const end = new Date(
      Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back + 1) - 1,
    );
    for (const mrr of mrrAt(end) ?? []) {
      history.push({ month: end.toISOString().slice(0, 7), mrr });
    }
  }
  const month = now.toISOString().slice(0, 7);
  return [...history, ...current.map(mrr => ({ month, mrr }))];
}
