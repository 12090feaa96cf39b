import { Rational } from '../money/Rational';
import { applyDiscounts, countedDiscounts } from './applyDiscounts';
import { monthlyFactor } from './monthlyFactor';
import type { MrrPolicy } from './MrrPolicy';
import type { NotCountedReason } from './notCounted';
import { priceAmount } from './priceAmount';
import type {
  BillingInterval,
  RecurringItem,
  RecurringSubscription,
} from './RecurringSubscription';

/** The exact MRR of one item, in minor units. */
export interface ExactItemMrr {
  item: RecurringItem;
  amount: Rational;
}

type FixedItem = RecurringItem & { interval: BillingInterval };

/**
 * The exact MRR of each item that recurs at a fixed price, after all discounts;
 * or why it cannot be known.
 */
export function exactItemMrr(
  subscription: RecurringSubscription,
  at: Date,
  policy: MrrPolicy,
): { items: ExactItemMrr[]; reason?: NotCountedReason } {
  const fixed = subscription.items.filter(isFixed);
  if (fixed.length === 0) {
    return { items: [], reason: 'not_recurring' };
  }
  const discounts = countedDiscounts(subscription.discounts, at, policy);
  const ofItem = (item: RecurringItem) =>
    countedDiscounts(item.discounts, at, policy);
  if (
    [...discounts, ...fixed.flatMap(ofItem)].some(
      discount =>
        discount.kind === 'amount' &&
        discount.amount.currency !== subscription.currency,
    )
  ) {
    return { items: [], reason: 'other_currency' };
  }

  // Vendors take the discounts of the items before those of the subscription.
  const before: Array<{ item: FixedItem; amount: Rational }> = [];
  for (const item of fixed) {
    const price = priceAmount(item.price, item.quantity ?? 1);
    if (price === undefined) {
      return { items: [], reason: 'price_unknown' };
    }
    const monthly = price.times(monthlyFactor(item.interval));
    before.push({
      item,
      amount: applyDiscounts(monthly, ofItem(item), item.interval),
    });
  }

  const whole = Rational.sum(before.map(({ amount }) => amount));
  const discounted = applyDiscounts(whole, discounts, shortestInterval(fixed));
  // What is taken off the whole is shared by the items in their proportion.
  const share = whole.isZero() ? Rational.ONE : discounted.dividedBy(whole);
  return {
    items: before.map(({ item, amount }) => ({
      item,
      amount: withoutTax(amount.times(share), item.inclusiveTaxPercent),
    })),
  };
}

function isFixed(item: RecurringItem): item is FixedItem {
  return !item.metered && item.interval !== undefined;
}

/** Invoices come as often as the item that is billed most often. */
function shortestInterval(items: readonly FixedItem[]): BillingInterval {
  const [shortest] = [...items].sort((a, b) =>
    monthlyFactor(b.interval).compareTo(monthlyFactor(a.interval)),
  );
  return shortest.interval;
}

function withoutTax(amount: Rational, percent: string | undefined): Rational {
  return percent === undefined
    ? amount
    : amount.dividedBy(
        Rational.ONE.plus(Rational.of(percent).dividedBy(Rational.of(100))),
      );
}
