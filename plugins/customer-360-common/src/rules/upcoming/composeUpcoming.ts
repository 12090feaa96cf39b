import type { FacetId } from '../../facets/facetDefinitions';
import type { FacetViews } from '../../view/FacetView';
import { UPCOMING_KINDS, type UpcomingItem } from '../../view/UpcomingItem';
import { dayOf } from '../../dates/days';
import { billingDates } from './billingDates';
import { contractDates } from './contractDates';
import { dealDates } from './dealDates';
import { meetingDates } from './meetingDates';

/** Facets that dated things come from. */
export const UPCOMING_INPUTS: readonly FacetId[] = [
  'contracts',
  'subscriptions',
  'opportunities',
  'meetings',
];

/** As many dated things as a page can hold. @public */
export const MAX_UPCOMING = 50;

/**
 * Dated things to come, from today on, soonest first: renewals and ends,
 * deadlines for notice, trials, agreed changes, deals and meetings. Of a facet
 * that the reader sees in summary, what the summary says.
 *
 * @public
 */
export function composeUpcoming(facets: FacetViews, now: Date): UpcomingItem[] {
  const today = dayOf(now);
  return [
    ...contractDates(facets),
    ...billingDates(facets),
    ...dealDates(facets),
    ...meetingDates(facets, now),
  ]
    .filter(item => item.day >= today)
    .sort(bySoonest)
    .slice(0, MAX_UPCOMING);
}

function bySoonest(a: UpcomingItem, b: UpcomingItem): number {
  return (
    compare(a.day, b.day) ||
    compare(a.at ?? '', b.at ?? '') ||
    UPCOMING_KINDS.indexOf(a.kind) - UPCOMING_KINDS.indexOf(b.kind) ||
    compare(a.title ?? '', b.title ?? '') ||
    compare(a.url ?? '', b.url ?? '')
  );
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
