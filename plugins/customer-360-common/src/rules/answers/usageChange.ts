import type { Change } from '../../view/answers';
import type { FacetViews } from '../../view/FacetView';
import { addDays, dayOf } from '../../dates/days';
import { provenanceOf } from '../visible/provenanceOf';
import { summaryOf } from '../visible/visibleFacet';
import { changeSince } from './changeSince';

/** `weeklyActiveBefore` is the same 7-day window so many days earlier. */
const WINDOW_DAYS = 30;

/** How the number of weekly active users has moved. */
export function usageChange(facets: FacetViews, now: Date): Change | undefined {
  const activity = summaryOf(facets, 'activity');
  if (
    activity?.weeklyActive === undefined ||
    activity.weeklyActiveBefore === undefined
  ) {
    return undefined;
  }
  const { asOf } = provenanceOf(facets, ['activity']);
  const day = dayOf(asOf ?? now);
  return changeSince(activity.weeklyActiveBefore, activity.weeklyActive, {
    before: addDays(day, -WINDOW_DAYS),
    now: day,
  });
}
