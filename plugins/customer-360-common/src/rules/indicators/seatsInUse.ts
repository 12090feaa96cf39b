import type { Indicator } from '../../view/Indicator';
import { countText } from '../text/words';
import { summaryOf } from '../visible/visibleFacet';
import type { RuleInput } from './IndicatorRule';
import { readingOf } from './readingOf';

type SeatEvidence = Pick<Indicator, 'answer' | 'before' | 'now' | 'facets'>;

/**
 * Users of the last 30 days against the seats they have bought: over a month,
 * because somebody on holiday still needs a seat.
 */
export function seatsInUse({
  facets,
}: RuleInput):
  | { active: number; seats: number; evidence: SeatEvidence }
  | undefined {
  const active = summaryOf(facets, 'activity')?.monthlyActive;
  const seats = summaryOf(facets, 'entitlements')?.seats;
  if (active === undefined || seats === undefined || seats === 0) {
    return undefined;
  }
  return {
    active,
    seats,
    evidence: {
      answer: 'uses',
      before: readingOf(facets, 'entitlements', countText(seats, 'seat')),
      now: readingOf(
        facets,
        'activity',
        countText(active, 'monthly active user'),
      ),
      facets: ['activity', 'entitlements'],
    },
  };
}
