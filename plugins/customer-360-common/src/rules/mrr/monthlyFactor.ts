import { Rational } from '../money/Rational';
import type { BillingInterval } from './RecurringSubscription';

/**
 * Times a unit fits into a month. Vendors do not publish what they take for
 * weeks and days; a twelfth of a year is the only choice under which a year of
 * weeks and a year of months bring the same.
 */
const PER_MONTH: Record<BillingInterval['unit'], Rational> = {
  day: Rational.ofFraction(365, 12),
  week: Rational.ofFraction(52, 12),
  month: Rational.ONE,
  year: Rational.ofFraction(1, 12),
};

/** What an amount per interval is multiplied by to be an amount per month. */
export function monthlyFactor(interval: BillingInterval): Rational {
  return PER_MONTH[interval.unit].dividedBy(Rational.of(interval.count));
}
