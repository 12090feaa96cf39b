import type { FacetId } from '../../facets/facetDefinitions';
import { Figures } from '../../observations/Figure';
import type { ObservedReading } from '../../observations/ObservedReading';
import type { FacetState, FacetViews } from '../../view/FacetView';
import { addDays, dayOf, daysBetween } from '../../dates/days';
import { provenanceOf } from '../visible/provenanceOf';
import { isTruncated } from '../visible/visibleFacet';
import { OBSERVED_FOR_DAYS } from './windows';

/** What a figure of today can be compared with. */
export interface ObservedBefore {
  readonly day: string;
  readonly figures: Figures;
  /** False where observation began within the window: it is its first reading. */
  readonly whole: boolean;
}

/** A figure of part of the records cannot be compared with one of all. */
const WHOLE: ReadonlySet<FacetState> = new Set<FacetState>([
  'ok',
  'stale',
  'empty',
]);

/**
 * What was observed of a facet so many days before; where observation began
 * later than that, its beginning. The one door through which rules look at what
 * was observed: nothing comes through of a facet that the reader may not see.
 */
export function observedBefore(
  past: readonly ObservedReading[],
  facets: FacetViews,
  facet: FacetId,
  now: Date,
  windowDays: number,
): ObservedBefore | undefined {
  const view = facets[facet];
  if (
    view === undefined ||
    view.level === 'none' ||
    !WHOLE.has(view.state) ||
    isTruncated(facets, facet)
  ) {
    return undefined;
  }
  const today = dayOf(now);
  const { asOf } = provenanceOf(facets, [facet]);
  if (asOf && daysBetween(dayOf(asOf), today) > OBSERVED_FOR_DAYS) {
    // What is shown is no figure of today.
    return undefined;
  }
  const readings = past
    .filter(reading => reading.facet === facet)
    .map(reading => ({ day: dayOf(reading.asOf), ...reading }))
    .sort((a, b) => Date.parse(a.asOf) - Date.parse(b.asOf));
  const then = addDays(today, -windowDays);
  const last = readings.filter(({ day }) => day <= then).at(-1);
  if (last) {
    return daysBetween(last.day, then) <= OBSERVED_FOR_DAYS
      ? { day: last.day, figures: new Figures(last.figures), whole: true }
      : undefined;
  }
  const first = readings.find(({ day }) => day < today);
  return (
    first && {
      day: first.day,
      figures: new Figures(first.figures),
      whole: false,
    }
  );
}
