import type { Money } from '../../facets/money';
import type { PaysAnswer } from '../../view/answers';
import type { FacetViews } from '../../view/FacetView';
import { dayOf } from '../../dates/days';
import { provenanceOf } from '../visible/provenanceOf';
import { isTruncated, summaryOf } from '../visible/visibleFacet';
import { changeSince } from './changeSince';

/**
 * How the MRR has moved. Only within one currency, since amounts of two are
 * never added, and only where all subscriptions have been read.
 */
export function mrrChange(facets: FacetViews, now: Date): PaysAnswer['change'] {
  const billing = summaryOf(facets, 'subscriptions');
  if (
    billing?.mrrBefore === undefined ||
    isTruncated(facets, 'subscriptions')
  ) {
    return undefined;
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

/** Of amounts in one currency; nothing counted is zero. */
function total(amounts: readonly Money[]): number {
  return amounts.reduce((sum, { amount }) => sum + amount, 0);
}
