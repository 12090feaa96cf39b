import { z } from 'zod';
import { optional } from './drift';
import {
  amountField,
  currencyField,
  decimalField,
  idField,
  instantField,
  listOf,
  refField,
} from './fields';

// What is read of Stripe's objects at version 2026-10-28.endive. Enumerations
// are open at Stripe, so they are strings here and mapped where they are used.

export const couponSchema = z.object({
  id: idField,
  name: optional('name of a coupon', z.string()),
  duration: z.string(),
  percent_off: optional('percentage of a coupon', z.number().min(0).max(100)),
  amount_off: optional('amount of a coupon', amountField),
  currency: optional('currency of a coupon', currencyField),
  applies_to: optional(
    'products of a coupon',
    z.object({ products: z.array(idField) }),
  ),
});
export type StripeCoupon = z.output<typeof couponSchema>;

export const discountSchema = z.object({
  id: idField,
  start: instantField,
  end: optional('end of a discount', instantField),
  source: z.object({
    // Until 2025-09-30 this stood at `discount.coupon`.
    coupon: z.union([idField, couponSchema]).nullable(),
  }),
});
export type StripeDiscount = z.output<typeof discountSchema>;

/** Ids only where the expansion was not made. */
const discountsField = z.array(z.union([idField, discountSchema])).default([]);

const recurringSchema = z.object({
  interval: z.string(),
  interval_count: z.number().int().positive(),
  usage_type: z.string(),
});

const tierSchema = z.object({
  up_to: z.number().nullable(),
  unit_amount_decimal: decimalField.nullish(),
  flat_amount_decimal: decimalField.nullish(),
});

export const priceSchema = z.object({
  id: idField,
  currency: currencyField,
  nickname: optional('name of a price', z.string()),
  billing_scheme: z.string(),
  unit_amount_decimal: decimalField.nullable(),
  tiers_mode: z.string().nullish(),
  tiers: z.array(tierSchema).optional(),
  transform_quantity: z
    .object({ divide_by: z.number().positive(), round: z.string() })
    .nullish(),
  recurring: recurringSchema.nullable(),
  tax_behavior: optional('tax behaviour of a price', z.string()),
  product: z.union([
    idField,
    z.object({ id: idField, name: z.string().optional() }),
  ]),
});
export type StripePrice = z.output<typeof priceSchema>;

const taxRateSchema = z.object({
  inclusive: z.boolean(),
  percentage: z.number(),
});

export const subscriptionItemSchema = z.object({
  id: idField,
  quantity: z.number().nonnegative().nullish(),
  price: priceSchema,
  discounts: discountsField,
  current_period_end: optional('end of a billing period', instantField),
  tax_rates: z.array(taxRateSchema).nullish(),
});

export const subscriptionSchema = z.object({
  id: idField,
  customer: refField,
  status: z.string(),
  currency: currencyField,
  start_date: instantField,
  created: instantField,
  items: listOf(subscriptionItemSchema),
  discounts: discountsField,
  default_tax_rates: z.array(taxRateSchema).nullish(),
  automatic_tax: optional(
    'automatic tax of a subscription',
    z.object({ enabled: z.boolean() }),
  ),
  cancel_at: optional('agreed end of a subscription', instantField),
  cancel_at_period_end: z.boolean(),
  ended_at: optional('end of a subscription', instantField),
  trial_start: optional('begin of a trial', instantField),
  trial_end: optional('end of a trial', instantField),
  pause_collection: z.object({}).loose().nullish(),
});
export type StripeSubscription = z.output<typeof subscriptionSchema>;

export const invoiceLineSchema = z.object({
  id: idField,
  amount: amountField,
  quantity: z.number().nullable(),
  period: z.object({ start: instantField, end: instantField }),
  discounts: z.array(refField).default([]),
  pricing: z
    .object({ price_details: z.object({ price: refField }).nullish() })
    .nullish(),
  parent: z
    .object({
      subscription_item_details: z
        .object({
          subscription: refField.nullish(),
          subscription_item: idField,
          proration: z.boolean(),
        })
        .nullish(),
    })
    .nullish(),
});
export type StripeInvoiceLine = z.output<typeof invoiceLineSchema>;

export const invoiceSchema = z.object({
  id: idField,
  customer: refField.nullable(),
  number: optional('number of an invoice', z.string()),
  status: z.string().nullable(),
  currency: currencyField,
  total: amountField,
  amount_paid: amountField,
  amount_remaining: amountField,
  created: instantField,
  due_date: optional('due date of an invoice', instantField),
  attempt_count: z.number().int().nonnegative(),
  attempted: z.boolean(),
  collection_method: z.string(),
  next_payment_attempt: optional('next attempt of an invoice', instantField),
  status_transitions: z.object({
    finalized_at: optional('date of an invoice', instantField),
    paid_at: optional('payment date of an invoice', instantField),
  }),
  parent: z
    .object({
      subscription_details: z.object({ subscription: refField }).nullish(),
    })
    .nullish(),
  lines: listOf(invoiceLineSchema),
  payments: optional(
    'payments of an invoice',
    z.object({
      data: z.array(
        z.object({
          payment: z.object({
            payment_intent: refField.nullish(),
            charge: refField.nullish(),
          }),
        }),
      ),
    }),
  ),
});
export type StripeInvoice = z.output<typeof invoiceSchema>;

export const chargeSchema = z.object({
  id: idField,
  customer: refField.nullable(),
  amount: amountField,
  amount_refunded: amountField,
  currency: currencyField,
  created: instantField,
  status: z.string(),
  failure_code: optional('failure of a payment', z.string()),
  outcome: optional(
    'outcome of a payment',
    z.object({ reason: z.string().nullish() }),
  ),
  payment_intent: refField.nullish(),
});
export type StripeCharge = z.output<typeof chargeSchema>;

export const invoicePaymentSchema = z.object({
  id: idField,
  invoice: refField,
  created: instantField,
  payment: z.object({
    payment_intent: z
      .union([
        idField,
        z.object({
          id: idField,
          last_payment_error: z
            .object({
              code: z.string().nullish(),
              decline_code: z.string().nullish(),
            })
            .nullish(),
        }),
      ])
      .nullish(),
  }),
});

export const refundSchema = z.object({
  id: idField,
  charge: refField.nullable(),
  amount: amountField,
  currency: currencyField,
  created: instantField,
  status: z.string().nullable(),
  reason: optional('reason of a refund', z.string()),
});
export type StripeRefund = z.output<typeof refundSchema>;

export const customerSchema = z.union([
  z.object({ id: idField, deleted: z.literal(true) }),
  z.object({
    id: idField,
    deleted: z.undefined().optional(),
    name: optional('name of the customer', z.string()),
    currency: optional('currency of the customer', currencyField),
    balance: amountField,
    invoice_credit_balance: optional(
      'credit balances of the customer',
      z.record(currencyField, amountField),
    ),
    discount: discountSchema.nullish(),
    metadata: optional(
      'metadata of the customer',
      z.record(z.string(), z.string()),
    ),
  }),
]);
export type StripeCustomer = Exclude<
  z.output<typeof customerSchema>,
  { deleted: true }
>;

/** An object of a list, looked at further by itself. */
export const anyObjectSchema = z.looseObject({ id: idField });

const phaseSchema = z.object({
  start_date: instantField,
  end_date: instantField,
  currency: currencyField,
  items: z.array(
    z.object({ price: refField, quantity: z.number().nonnegative().nullish() }),
  ),
  discounts: z.array(z.unknown()).default([]),
});

export const scheduleSchema = z.object({
  id: idField,
  customer: refField,
  status: z.string(),
  subscription: refField.nullish(),
  end_behavior: z.string(),
  phases: z.array(phaseSchema),
});
export type StripeSchedule = z.output<typeof scheduleSchema>;

/** A customer of a list that was asked for with what is running. */
export const subscribedCustomerSchema = z.object({
  id: idField,
  discount: discountSchema.nullish(),
  metadata: optional(
    'metadata of the customer',
    z.record(z.string(), z.string()),
  ),
  subscriptions: listOf(
    subscriptionSchema.extend({
      /** Its id where it did not come with it. */
      schedule: optional(
        'schedule of a subscription',
        z.union([idField, scheduleSchema]),
      ),
    }),
  ),
});
export type SubscribedCustomer = z.output<typeof subscribedCustomerSchema>;

export const balanceTransactionSchema = z.object({
  id: idField,
  customer: refField,
  amount: amountField,
  currency: currencyField,
  created: instantField,
  description: optional('description of a credit', z.string()),
});

export const creditNoteSchema = z.object({
  id: idField,
  customer: refField,
  number: optional('number of a credit note', z.string()),
  created: instantField,
  total: amountField,
  currency: currencyField,
  status: z.string(),
  reason: optional('reason of a credit note', z.string()),
  invoice: refField,
});
