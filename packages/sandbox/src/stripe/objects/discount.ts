import type Stripe from 'stripe';

import { couponId } from '../../world/subscriptions.ts';
import type { Subscription } from '../../world/types.ts';
import type { Wire } from '../wire.ts';
import { optionalSeconds, seconds } from '../wire.ts';
import { CATALOGUE_CREATED } from './price.ts';

export function renderDiscount(
  subscription: Subscription,
): Wire<Stripe.Discount> | undefined {
  const { discount } = subscription;
  return (
    discount && {
      id: discount.id,
      object: 'discount',
      checkout_session: null,
      customer: subscription.stripeCustomer,
      customer_account: null,
      end: optionalSeconds(discount.end),
      invoice: null,
      invoice_item: null,
      promotion_code: null,
      // Since 2025-09-30 a discount names its coupon here, and only by id
      source: { coupon: discount.couponId, type: 'coupon' },
      start: seconds(discount.start),
      subscription: subscription.id,
      subscription_item: null,
    }
  );
}

const COUPON = /^(forever|repeating|once)-(\d{1,3})-off$/;

/** Coupons are read back from their id: the merchant names them after what they do. */
export function renderCoupon(id: string): Wire<Stripe.Coupon> | undefined {
  const match = COUPON.exec(id);
  if (!match) return undefined;
  const duration = match[1];
  const percentOff = Number(match[2]);
  if (percentOff > 100 || couponId(percentOff, duration) !== id)
    return undefined;
  return {
    id,
    object: 'coupon',
    amount_off: null,
    created: CATALOGUE_CREATED,
    currency: null,
    duration,
    duration_in_months: duration === 'repeating' ? 12 : null,
    livemode: false,
    max_redemptions: null,
    metadata: {},
    name: `${percentOff} % off`,
    percent_off: percentOff,
    redeem_by: null,
    times_redeemed: 1,
    valid: true,
  };
}
