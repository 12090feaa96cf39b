import type Stripe from 'stripe';

import type { SubscriptionItem } from '../../world/types.ts';
import type { Wire } from '../wire.ts';

/** Prices and products were set up once, long before the first customer. */
export const CATALOGUE_CREATED = 1_577_836_800;

export function renderPrice(
  item: SubscriptionItem,
  currency: string,
): Wire<Stripe.Price> {
  const tiered = item.tiers !== undefined;
  return {
    id: item.priceId,
    object: 'price',
    active: true,
    billing_scheme: tiered ? 'tiered' : 'per_unit',
    created: CATALOGUE_CREATED,
    currency: currency.toLowerCase(),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: item.productName,
    product: item.productId,
    recurring: {
      interval: item.interval,
      interval_count: item.intervalCount,
      meter: null,
      trial_period_days: null,
      usage_type: 'licensed',
    },
    tax_behavior: 'exclusive',
    tiers_mode: tiered ? 'graduated' : null,
    transform_quantity: null,
    type: 'recurring',
    unit_amount: tiered ? null : item.unitAmount,
    unit_amount_decimal: tiered ? null : String(item.unitAmount),
  };
}

/** Only with `expand[]=tiers`. */
export function renderTiers(item: SubscriptionItem): Wire<Stripe.Price.Tier>[] {
  return (item.tiers ?? []).map(tier => ({
    flat_amount: tier.flatAmount || null,
    flat_amount_decimal: tier.flatAmount ? String(tier.flatAmount) : null,
    unit_amount: tier.unitAmount,
    unit_amount_decimal: String(tier.unitAmount),
    up_to: tier.upTo ?? null,
  }));
}

/** The old name of a price, still sent beside it. */
export function renderPlan(
  item: SubscriptionItem,
  currency: string,
): Wire<Stripe.Plan> {
  const tiered = item.tiers !== undefined;
  return {
    id: item.priceId,
    object: 'plan',
    active: true,
    amount: tiered ? null : item.unitAmount,
    amount_decimal: tiered ? null : String(item.unitAmount),
    billing_scheme: tiered ? 'tiered' : 'per_unit',
    created: CATALOGUE_CREATED,
    currency: currency.toLowerCase(),
    interval: item.interval,
    interval_count: item.intervalCount,
    livemode: false,
    metadata: {},
    meter: null,
    nickname: item.productName,
    product: item.productId,
    tiers_mode: tiered ? 'graduated' : null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
}

export function renderProduct(id: string, name: string): Wire<Stripe.Product> {
  return {
    id,
    object: 'product',
    active: true,
    created: CATALOGUE_CREATED,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: {},
    name,
    package_dimensions: null,
    shippable: null,
    tax_details: { performance_location: null, tax_code: 'txcd_10103001' },
    type: 'service',
    updated: CATALOGUE_CREATED,
    url: null,
  };
}
