import type { Money } from '@customer-360/backstage-plugin-customer-360-common';

/**
 * Currencies whose smallest unit at Stripe is not that of ISO 4217
 * (docs.stripe.com/currencies, "Special cases" and "Zero-decimal"): the króna
 * and the Ugandan shilling have no decimals and are still sent in hundredths;
 * the ariary is sent whole.
 */
const TO_ISO: Readonly<Record<string, number>> = {
  ISK: 0.01,
  UGX: 0.01,
  MGA: 100,
};

/** An amount of Stripe in minor units of ISO 4217. */
export function toMoney(amount: number, currency: string): Money {
  const factor = Object.hasOwn(TO_ISO, currency) ? TO_ISO[currency] : 1;
  // -0 would not survive JSON.
  return { amount: Math.round(amount * factor) || 0, currency };
}
