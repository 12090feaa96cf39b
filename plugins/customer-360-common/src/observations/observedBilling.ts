import type { Money } from '../facets/money';
import { figure, dayFigure, type Figures } from './Figure';
import type { ObservedFacet } from './ObservedFacet';

/** What a figure that comes from observations says of where it comes from. */
const BASIS = 'observed';

export const observedSubscriptions: ObservedFacet<'subscriptions'> = {
  observe: ({ mrr, plans, trialEndsAt, endsAt }) => [
    ...figure('subscriptions', plans.length),
    ...mrr.flatMap(({ amount, currency }) => figure('mrr', amount, currency)),
    ...dayFigure('trial-end-day', trialEndsAt),
    ...dayFigure('billing-end-day', endsAt),
  ],
  restore: (figures, _source, earlier) => {
    if (figures.value('subscriptions') === undefined) {
      return undefined;
    }
    const mrr = moneyOf(figures, 'mrr');
    return {
      plans: [],
      mrr,
      arr: mrr.map(({ amount, currency }) => ({
        amount: amount * 12,
        currency,
      })),
      ...(earlier?.figures.value('subscriptions') !== undefined && {
        mrrBefore: {
          day: earlier.day,
          mrr: moneyOf(earlier.figures, 'mrr'),
          basis: BASIS,
        },
      }),
      mrrHistory: [],
      trialEndsAt: instantOf(figures, 'trial-end-day'),
      endsAt: instantOf(figures, 'billing-end-day'),
      policy: BASIS,
    };
  },
};

export const observedInvoices: ObservedFacet<'invoices'> = {
  observe: ({ overdue }) => [
    ...figure('overdue-invoices', overdue?.count ?? 0),
    ...(overdue?.amounts ?? []).flatMap(({ amount, currency }) =>
      figure('overdue', amount, currency),
    ),
    ...dayFigure('overdue-oldest-day', overdue?.oldestDueAt),
  ],
  restore: figures => {
    const count = figures.value('overdue-invoices');
    if (count === undefined) {
      return undefined;
    }
    const oldestDueAt = instantOf(figures, 'overdue-oldest-day');
    return count === 0 || oldestDueAt === undefined
      ? {}
      : {
          overdue: { amounts: moneyOf(figures, 'overdue'), count, oldestDueAt },
        };
  },
};

export const observedPayments: ObservedFacet<'payments'> = {
  observe: ({ failing }) => figure('payment-failing', failing),
  restore: figures => {
    const failing = figures.flag('payment-failing');
    return failing === undefined ? undefined : { failing };
  },
};

/** Nothing of a currency is no amount of it. */
function moneyOf(figures: Figures, metric: string): Money[] {
  return figures
    .all(metric)
    .filter(({ value }) => value !== 0)
    .map(({ unit, value }) => ({ amount: value, currency: unit }));
}

function instantOf(figures: Figures, metric: string): string | undefined {
  const day = figures.day(metric);
  return day === undefined ? undefined : `${day}T00:00:00.000Z`;
}
