import type { ObservedReading } from '../../observations/ObservedReading';
import type { Change } from '../../view/answers';
import type { FacetViews } from '../../view/FacetView';
import { dayOf } from '../../dates/days';
import { observedBefore } from '../changes/observedBefore';
import { SOURCE_WINDOW_DAYS, usageFigures } from '../changes/usageFigures';
import { provenanceOf } from '../visible/provenanceOf';
import { changeSince } from './changeSince';

/** How the number of weekly active users has moved. */
export function usageChange(
  facets: FacetViews,
  now: Date,
  past: readonly ObservedReading[] = [],
): Change | undefined {
  const active = usageFigures({ facets, now }).find(
    ({ figure }) => figure === 'weeklyActive',
  );
  if (active === undefined) {
    return undefined;
  }
  const own = active.atSource?.(SOURCE_WINDOW_DAYS);
  if (own) {
    const { asOf } = provenanceOf(facets, ['activity']);
    return changeSince(own.before, active.now, {
      before: own.day,
      now: dayOf(asOf ?? now),
    });
  }
  const seen = observedBefore(
    past,
    facets,
    'activity',
    now,
    SOURCE_WINDOW_DAYS,
  );
  const before = seen?.whole ? active.observed(seen.figures) : undefined;
  return seen === undefined || before === undefined
    ? undefined
    : changeSince(
        before,
        active.now,
        { before: seen.day, now: dayOf(now) },
        'observed',
      );
}
