import { Rational } from '../money/Rational';
import { monthlyFactor } from './monthlyFactor';
import type { MrrPolicy } from './MrrPolicy';
import type {
  BillingInterval,
  RecurringDiscount,
} from './RecurringSubscription';

/** The discounts that the policy subtracts at an instant, in their order. */
export function countedDiscounts(
  discounts: readonly RecurringDiscount[],
  at: Date,
  policy: MrrPolicy,
): RecurringDiscount[] {
  return discounts.filter(
    discount =>
      policy.discounts.has(discount.duration) &&
      (discount.startsAt === undefined || new Date(discount.startsAt) <= at) &&
      (discount.endsAt === undefined || new Date(discount.endsAt) > at),
  );
}

/**
 * An amount per month less its discounts, one after the other; nothing is ever
 * less than free. An amount off is taken from each invoice, so it is spread over
 * the interval at which invoices come.
 */
export function applyDiscounts(
  monthly: Rational,
  discounts: readonly RecurringDiscount[],
  invoiced: BillingInterval,
): Rational {
  let amount = monthly;
  for (const discount of discounts) {
    amount =
      discount.kind === 'percent'
        ? amount.times(remainingShare(discount.percent))
        : amount.minus(
            Rational.of(discount.amount.amount).times(monthlyFactor(invoiced)),
          );
    amount = amount.atLeast(Rational.ZERO);
  }
  return amount;
}

function remainingShare(percent: string): Rational {
  return Rational.ONE.minus(Rational.of(percent).dividedBy(Rational.of(100)));
}
