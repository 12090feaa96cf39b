import type { Money } from '../../facets/money';
import type { ObservedReading } from '../../observations/ObservedReading';
import type { PaysAnswer } from '../../view/answers';
import type { FacetViews } from '../../view/FacetView';
import { dayOf } from '../../dates/days';
import { figureChange } from '../changes/figureChange';
import { mrrFigures } from '../changes/mrrFigures';
import { provenanceOf } from '../visible/provenanceOf';
import { isTruncated, summaryOf } from '../visible/visibleFacet';
import { changeSince } from './changeSince';

/** Where billing itself says nothing of before, what was observed of it does. */
const OBSERVED_WINDOW_DAYS = 30;

/**
 * How the MRR has moved. Only within one currency, since amounts of two are
 * never added, and only where all subscriptions have been read.
 */
export function mrrChange(
  facets: FacetViews,
  now: Date,
  past: readonly ObservedReading[] = [],
): PaysAnswer['change'] {
  const billing = summaryOf(facets, 'subscriptions');
  if (billing === undefined || isTruncated(facets, 'subscriptions')) {
    return undefined;
  }
  if (billing.mrrBefore === undefined) {
    return observedChange(facets, now, past);
  }
  const currencies = new Set(
    [...billing.mrr, ...billing.mrrBefore.mrr].map(({ currency }) => currency),
  );
  if (currencies.size !== 1) {
    return undefined;
  }
  const [currency] = currencies;
  // An old reading is compared as of when it was true, not as of today.
  const { asOf } = provenanceOf(facets, ['subscriptions']);
  return {
    ...changeSince(total(billing.mrrBefore.mrr), total(billing.mrr), {
      before: billing.mrrBefore.day,
      now: dayOf(asOf ?? now),
    }),
    currency,
  };
}

function observedChange(
  facets: FacetViews,
  now: Date,
  past: readonly ObservedReading[],
): PaysAnswer['change'] {
  const input = { facets, now, past };
  const [figure, ...others] = mrrFigures(input, OBSERVED_WINDOW_DAYS);
  if (figure === undefined || others.length > 0) {
    return undefined;
  }
  const { before, day, observedSince } = figureChange(
    figure,
    OBSERVED_WINDOW_DAYS,
    input,
  );
  return before === undefined || day === undefined || observedSince
    ? undefined
    : {
        ...changeSince(
          before,
          figure.now,
          { before: day, now: dayOf(now) },
          'observed',
        ),
        currency: figure.unit,
      };
}

/** Of amounts in one currency; nothing counted is zero. */
function total(amounts: readonly Money[]): number {
  return amounts.reduce((sum, { amount }) => sum + amount, 0);
}
