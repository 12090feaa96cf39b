import type { FacetViews } from '../../view/FacetView';
import { dayOf, daysBetween } from '../../dates/days';
import type { RuleSettings } from '../settings/RuleSettings';
import { summaryOf } from '../visible/visibleFacet';

/**
 * Days since the last qualifying event, once there are enough of them. Where no
 * event is known at all there is no such number.
 */
export function dormantDays(
  facets: FacetViews,
  now: Date,
  settings: RuleSettings,
): number | undefined {
  const lastEventAt = summaryOf(facets, 'activity')?.lastEventAt;
  if (lastEventAt === undefined) {
    return undefined;
  }
  const days = daysBetween(dayOf(lastEventAt), dayOf(now));
  return days >= settings.dormantAfterDays ? days : undefined;
}
