import {
  notCountedText,
  subscriptionMrr,
  toShortText,
  type MrrPolicy,
  type Subscription,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { StripeSubscription } from '../api/wire';
import {
  discountsOf,
  recurringSubscription,
  type RecurringTerms,
} from '../mrr/recurringSubscription';
import { billingInterval, isMetered } from '../mrr/recurringPrice';
import type { StripeFacetContext } from '../records/StripeFacetContext';
import { toMoney } from '../records/toMoney';

/** One subscription with its MRR now. */
export function subscriptionRecord(
  { source, links }: Pick<StripeFacetContext, 'source' | 'links'>,
  terms: RecurringTerms,
  status: Subscription['status'],
  policy: MrrPolicy,
  now: Date,
): Omit<Subscription, 'scheduledChanges'> {
  const { subscription, catalog } = terms;
  const items = subscription.items.data;
  const result = subscriptionMrr(
    recurringSubscription(
      terms,
      status,
      items.map(item => ({ ...item, quantity: item.quantity ?? undefined })),
    ),
    now,
    policy,
  );
  const mrrOf = new Map(result.items.map(({ id, mrr }) => [id, mrr]));
  // The first item that is not billed by use is what people call the plan.
  const main = items.find(({ price }) => !isMetered(price)) ?? items[0];
  return {
    source,
    id: subscription.id,
    url: links.subscription({ id: subscription.id }),
    plan: toShortText(main ? catalog.productName(main.price) : subscription.id),
    status,
    currency: subscription.currency,
    quantity: main?.quantity ?? undefined,
    interval: main && billingInterval(main.price),
    mrr: result.mrr && toMoney(result.mrr.amount, result.mrr.currency),
    notCounted: result.reason && notCountedText(result.reason),
    items: items.map(item => {
      const mrr = mrrOf.get(item.id);
      return {
        id: item.id,
        product: toShortText(catalog.productName(item.price)),
        quantity: item.quantity ?? undefined,
        metered: isMetered(item.price),
        mrr: mrr && toMoney(mrr.amount, mrr.currency),
      };
    }),
    discounts: discountRecords(terms),
    startedAt: subscription.start_date,
    currentPeriodEnd: periodEnd(subscription),
    trialEndsAt: subscription.trial_end,
    endsAt: status === 'ended' ? undefined : agreedEnd(subscription),
    endedAt: subscription.ended_at,
  };
}

/** Since 2025-03-31 each item has a period of its own; the first end is next. */
function periodEnd(subscription: StripeSubscription): string | undefined {
  return subscription.items.data
    .flatMap(item => item.current_period_end ?? [])
    .sort()[0];
}

/** `canceled_at` is when somebody asked for it and never the end itself. */
function agreedEnd(subscription: StripeSubscription): string | undefined {
  return (
    subscription.cancel_at ??
    (subscription.cancel_at_period_end ? periodEnd(subscription) : undefined)
  );
}

function discountRecords(terms: RecurringTerms): Subscription['discounts'] {
  const all = [
    ...discountsOf(terms),
    ...terms.subscription.items.data.flatMap(item => item.discounts),
  ];
  return all.flatMap(reference => {
    const discount = terms.catalog.discount(reference);
    if (!discount) {
      return [];
    }
    const { coupon, end } = discount;
    const { duration } = coupon;
    return duration === 'forever' ||
      duration === 'repeating' ||
      duration === 'once'
      ? [
          {
            name: toShortText(coupon.name ?? coupon.id),
            percentOff: coupon.percent_off,
            amountOff:
              coupon.amount_off === undefined || !coupon.currency
                ? undefined
                : toMoney(coupon.amount_off, coupon.currency),
            duration,
            endsAt: end,
          },
        ]
      : [];
  });
}
