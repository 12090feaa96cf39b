import type {
  BillingInterval,
  RecurringPrice,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { StripePrice } from '../api/wire';

/** Undefined for a price that is billed once or in an unknown rhythm. */
export function billingInterval(
  price: StripePrice,
): BillingInterval | undefined {
  const unit = price.recurring?.interval;
  return unit === 'day' ||
    unit === 'week' ||
    unit === 'month' ||
    unit === 'year'
    ? { unit, count: price.recurring!.interval_count }
    : undefined;
}

/** True for what is billed by use; an unknown type is not taken for fixed. */
export function isMetered(price: StripePrice): boolean {
  return price.recurring !== null && price.recurring.usage_type !== 'licensed';
}

/** Stripe's price in the terms of the MRR rule. */
export function recurringPrice(price: StripePrice): RecurringPrice {
  if (price.billing_scheme === 'per_unit' && price.unit_amount_decimal) {
    const transform = price.transform_quantity;
    if (!transform) {
      return { kind: 'per_unit', unitAmount: price.unit_amount_decimal };
    }
    return transform.round === 'up' || transform.round === 'down'
      ? {
          kind: 'per_unit',
          unitAmount: price.unit_amount_decimal,
          package: { size: transform.divide_by, round: transform.round },
        }
      : { kind: 'unknown' };
  }
  if (
    price.billing_scheme === 'tiered' &&
    price.tiers &&
    (price.tiers_mode === 'volume' || price.tiers_mode === 'graduated')
  ) {
    return {
      kind: price.tiers_mode,
      tiers: price.tiers.map(tier => ({
        upTo: tier.up_to ?? undefined,
        unitAmount: tier.unit_amount_decimal ?? undefined,
        flatAmount: tier.flat_amount_decimal ?? undefined,
      })),
    };
  }
  return { kind: 'unknown' };
}
