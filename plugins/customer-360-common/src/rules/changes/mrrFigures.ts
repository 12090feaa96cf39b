import type { Money } from '../../facets/money';
import { daysBetween, dayOf } from '../../dates/days';
import type { AnswersInput } from '../answers/AnswersInput';
import { provenanceOf } from '../visible/provenanceOf';
import { isTruncated, summaryOf } from '../visible/visibleFacet';
import type { TrackedFigure } from './figureChange';
import { observedBefore } from './observedBefore';
import type { ChangeWindow } from './windows';

/** A figure of so many days more or less is still one of the window. */
const LEEWAY_DAYS = 5;

/**
 * The MRR of each currency that there is now or was then: a currency that has
 * gone has fallen to nothing. Only where all subscriptions have been read.
 */
export function mrrFigures(
  input: Pick<AnswersInput, 'facets' | 'now' | 'past'>,
  windowDays: ChangeWindow,
): TrackedFigure[] {
  const { facets, now, past = [] } = input;
  const billing = summaryOf(facets, 'subscriptions');
  if (billing === undefined || isTruncated(facets, 'subscriptions')) {
    return [];
  }
  const { asOf } = provenanceOf(facets, ['subscriptions']);
  const own = {
    30: billing.mrrBefore,
    90: billing.mrrBefore90,
  }[windowDays];
  const known =
    own &&
    Math.abs(daysBetween(own.day, dayOf(asOf ?? now)) - windowDays) <=
      LEEWAY_DAYS
      ? own
      : undefined;
  const observed = known
    ? undefined
    : observedBefore(past, facets, 'subscriptions', now, windowDays);
  const currencies = new Set([
    ...billing.mrr.map(({ currency }) => currency),
    ...(known?.mrr ?? []).map(({ currency }) => currency),
    ...(observed?.figures.all('mrr') ?? []).map(({ unit }) => unit),
  ]);
  return [...currencies].sort().map(currency => ({
    figure: 'mrr',
    unit: currency,
    facet: 'subscriptions',
    now: amountIn(billing.mrr, currency),
    atSource: () =>
      known && { before: amountIn(known.mrr, currency), day: known.day },
    // The count says that billing was read then, whatever it came to.
    observed: figures =>
      figures.value('subscriptions') === undefined
        ? undefined
        : figures.all('mrr').find(({ unit }) => unit === currency)?.value ?? 0,
  }));
}

function amountIn(amounts: readonly Money[], currency: string): number {
  return amounts.find(money => money.currency === currency)?.amount ?? 0;
}
