import type { FacetViews } from '../../view/FacetView';
import type { UpcomingItem } from '../../view/UpcomingItem';
import { dayOf } from '../../dates/days';
import {
  dataOf,
  sourceTitle,
  sourceTitles,
  summaryOf,
} from '../visible/visibleFacet';

/** When we speak next; the title only where the reader may read it. */
export function meetingDates(facets: FacetViews, now: Date): UpcomingItem[] {
  const data = dataOf(facets, 'meetings');
  const nextAt = summaryOf(facets, 'meetings')?.nextAt;
  const meetings: UpcomingItem[] = data
    ? data.meetings.map(({ at, title, source, url }) => ({
        kind: 'meeting',
        day: dayOf(at),
        at,
        title,
        source: sourceTitle(facets, 'meetings', source),
        url,
      }))
    : [nextAt ?? []].flat().map(at => ({
        kind: 'meeting',
        day: dayOf(at),
        at,
        source: sourceTitles(facets, 'meetings'),
      }));
  return meetings.filter(({ at }) => at !== undefined && new Date(at) >= now);
}
