import type {
  RecurringDiscount,
  RecurringItem,
  RecurringSubscription,
  Subscription,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  StripeDiscount,
  StripePrice,
  StripeSubscription,
} from '../api/wire';
import { billingInterval, isMetered, recurringPrice } from './recurringPrice';
import type { ResolvedDiscount, StripeCatalog } from './StripeCatalog';

/** An item as it is now, or as it was on the day of an invoice line. */
export interface PricedItem {
  readonly id: string;
  readonly price: StripePrice;
  readonly quantity: number | undefined;
  readonly discounts: ReadonlyArray<string | StripeDiscount>;
}

/** What several readings of the same subscription share. */
export interface RecurringTerms {
  readonly subscription: StripeSubscription;
  /** Of the customer; used where the subscription has none of its own. */
  readonly customerDiscount?: StripeDiscount;
  readonly catalog: StripeCatalog;
}

/**
 * A subscription of Stripe in the terms of the MRR rule. What Stripe does not
 * say makes the price unknown, so that no figure is given rather than a wrong
 * one.
 */
export function recurringSubscription(
  terms: RecurringTerms,
  status: Subscription['status'],
  items: readonly PricedItem[],
): RecurringSubscription {
  const { subscription, catalog } = terms;
  const whole = discountsOf(terms).map(discount => catalog.discount(discount));
  const productOf = ({ price }: PricedItem) =>
    typeof price.product === 'string' ? price.product : price.product.id;
  // A coupon may be limited to products; it is then one of their items.
  const limited = whole.filter(discount => discount?.coupon.applies_to);
  const discountsKnown =
    whole.every(discount => toDiscounts([discount]) !== undefined) &&
    limited.every(discount => spreadable(discount!, items.map(productOf)));

  return {
    status,
    collectionPaused: Boolean(subscription.pause_collection),
    cancelAtPeriodEnd: subscription.cancel_at_period_end,
    currency: subscription.currency,
    discounts:
      toDiscounts(whole.filter(each => !each?.coupon.applies_to)) ?? [],
    items: items.map((item): RecurringItem => {
      const own = toDiscounts([
        ...item.discounts.map(each => catalog.discount(each)),
        ...limited.filter(each =>
          each!.coupon.applies_to!.products.includes(productOf(item)),
        ),
      ]);
      const tax = inclusiveTax(subscription, item);
      const known = discountsKnown && own !== undefined && tax !== 'unknown';
      const price = catalog.price(item.price.id) ?? item.price;
      return {
        id: item.id,
        quantity: item.quantity,
        metered: isMetered(price),
        interval: billingInterval(price),
        price: known ? recurringPrice(price) : { kind: 'unknown' },
        discounts: own ?? [],
        inclusiveTaxPercent: tax === 'unknown' ? undefined : tax,
      };
    }),
  };
}

/** Stripe takes the customer's discount where the subscription has none. */
export function discountsOf({
  subscription,
  customerDiscount,
}: RecurringTerms): ReadonlyArray<string | StripeDiscount> {
  if (subscription.discounts.length > 0 || !customerDiscount) {
    return subscription.discounts;
  }
  return [customerDiscount];
}

/** Undefined where one of them is not known well enough to be subtracted. */
function toDiscounts(
  discounts: ReadonlyArray<ResolvedDiscount | undefined>,
): RecurringDiscount[] | undefined {
  const known: RecurringDiscount[] = [];
  for (const discount of discounts) {
    const one = discount && toDiscount(discount);
    if (!one) {
      return undefined;
    }
    known.push(one);
  }
  return known;
}

function toDiscount({
  start,
  end,
  coupon,
}: ResolvedDiscount): RecurringDiscount | undefined {
  const { duration } = coupon;
  if (
    duration !== 'forever' &&
    duration !== 'repeating' &&
    duration !== 'once'
  ) {
    return undefined;
  }
  const term = { duration, startsAt: start, endsAt: end } as const;
  if (coupon.percent_off !== undefined) {
    return { ...term, kind: 'percent', percent: String(coupon.percent_off) };
  }
  // Left in Stripe's unit, as the prices beside it are.
  return coupon.amount_off !== undefined && coupon.currency
    ? {
        ...term,
        kind: 'amount',
        amount: { amount: coupon.amount_off, currency: coupon.currency },
      }
    : undefined;
}

/** An amount off for several items cannot be told apart by item. */
function spreadable(
  { coupon }: ResolvedDiscount,
  products: readonly string[],
): boolean {
  return (
    coupon.percent_off !== undefined ||
    products.filter(id => coupon.applies_to!.products.includes(id)).length <= 1
  );
}

/**
 * The tax that a price contains. Stripe Tax computes it from the address, which
 * is not asked for, so such a price is not known without tax.
 */
function inclusiveTax(
  subscription: StripeSubscription,
  item: PricedItem,
): string | undefined | 'unknown' {
  const current = subscription.items.data.find(({ id }) => id === item.id);
  const rates = current?.tax_rates?.length
    ? current.tax_rates
    : subscription.default_tax_rates ?? [];
  const inclusive = rates.filter(rate => rate.inclusive);
  if (inclusive.length > 0) {
    return String(inclusive.reduce((sum, rate) => sum + rate.percentage, 0));
  }
  return subscription.automatic_tax?.enabled &&
    item.price.tax_behavior === 'inclusive'
    ? 'unknown'
    : undefined;
}
