import type { Change } from '../../view/answers';
import { daysBetween } from '../../dates/days';

/** A figure then and now; no percentage of nothing. */
export function changeSince(
  before: number,
  now: number,
  days: { before: string; now: string },
  basis: Change['basis'] = 'source',
): Change {
  const absolute = now - before;
  return {
    absolute,
    percent: before === 0 ? undefined : (absolute / before) * 100,
    before,
    day: days.before,
    windowDays: daysBetween(days.before, days.now),
    basis,
  };
}
