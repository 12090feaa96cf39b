// Stripe's answers at 2026-10-28.endive, cut to the fields that say something.

export const NOW = new Date('2026-11-20T12:00:00Z');
export const CUSTOMER = 'cus_Nf3brightwater';

/** Any JSON object. */
export type Json = { [field: string]: unknown };

export const seconds = (instant: string) => Date.parse(instant) / 1000;

export const list = (data: readonly Json[], hasMore = false): Json => ({
  object: 'list',
  url: '/v1/any',
  has_more: hasMore,
  data,
});

export const customer = (change: Json = {}): Json => ({
  id: CUSTOMER,
  object: 'customer',
  name: 'Brightwater Logistics',
  email: 'billing@brightwater.example',
  currency: 'eur',
  balance: -5000,
  discount: null,
  metadata: {},
  ...change,
});

export const price = (change: Json = {}): Json => ({
  id: 'price_fleet',
  object: 'price',
  currency: 'eur',
  nickname: null,
  billing_scheme: 'per_unit',
  unit_amount: 2500,
  unit_amount_decimal: '2500',
  tiers_mode: null,
  transform_quantity: null,
  tax_behavior: 'exclusive',
  recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
  product: 'prod_fleet',
  ...change,
});

export const item = (change: Json = {}): Json => ({
  id: 'si_fleet',
  object: 'subscription_item',
  quantity: 40,
  current_period_start: seconds('2026-11-01T00:00:00Z'),
  current_period_end: seconds('2026-12-01T00:00:00Z'),
  discounts: [],
  tax_rates: [],
  price: price(),
  ...change,
});

export const subscription = (change: Json = {}): Json => ({
  id: 'sub_fleet',
  object: 'subscription',
  customer: CUSTOMER,
  status: 'active',
  currency: 'eur',
  created: seconds('2025-06-01T00:00:00Z'),
  start_date: seconds('2025-06-01T00:00:00Z'),
  items: list([item()]),
  discounts: [],
  default_tax_rates: [],
  automatic_tax: { enabled: false },
  cancel_at: null,
  cancel_at_period_end: false,
  canceled_at: null,
  ended_at: null,
  trial_start: null,
  trial_end: null,
  pause_collection: null,
  ...change,
});

export const discount = (coupon: Json, change: Json = {}): Json => ({
  id: 'di_1',
  object: 'discount',
  start: seconds('2025-06-01T00:00:00Z'),
  end: null,
  source: { type: 'coupon', coupon },
  ...change,
});

export const coupon = (change: Json = {}): Json => ({
  id: 'loyal',
  object: 'coupon',
  name: 'Loyal customer',
  duration: 'forever',
  percent_off: 10,
  amount_off: null,
  currency: null,
  ...change,
});

export const line = (change: Json = {}): Json => ({
  id: 'il_1',
  object: 'line_item',
  amount: 100_000,
  currency: 'eur',
  quantity: 40,
  discounts: [],
  period: {
    start: seconds('2026-11-01T00:00:00Z'),
    end: seconds('2026-12-01T00:00:00Z'),
  },
  pricing: {
    type: 'price_details',
    price_details: { price: 'price_fleet', product: 'prod_fleet' },
  },
  parent: {
    type: 'subscription_item_details',
    invoice_item_details: null,
    subscription_item_details: {
      subscription: 'sub_fleet',
      subscription_item: 'si_fleet',
      proration: false,
    },
  },
  ...change,
});

export const prorationLine = (change: Json): Json =>
  line({
    ...change,
    parent: {
      type: 'subscription_item_details',
      invoice_item_details: null,
      subscription_item_details: {
        subscription: 'sub_fleet',
        subscription_item: 'si_fleet',
        proration: true,
      },
    },
  });

export const invoice = (change: Json = {}): Json => ({
  id: 'in_nov',
  object: 'invoice',
  customer: CUSTOMER,
  number: 'BW-0012',
  status: 'open',
  currency: 'eur',
  total: 100_000,
  amount_due: 100_000,
  amount_paid: 0,
  amount_remaining: 100_000,
  created: seconds('2026-11-01T00:00:00Z'),
  due_date: null,
  attempt_count: 2,
  attempted: true,
  collection_method: 'charge_automatically',
  next_payment_attempt: seconds('2026-11-22T00:00:00Z'),
  status_transitions: {
    finalized_at: seconds('2026-11-01T01:00:00Z'),
    paid_at: null,
  },
  parent: {
    type: 'subscription_details',
    subscription_details: { subscription: 'sub_fleet' },
  },
  lines: list([line()]),
  payments: list([
    {
      id: 'inpay_nov',
      object: 'invoice_payment',
      payment: { type: 'payment_intent', payment_intent: 'pi_nov' },
    },
  ]),
  ...change,
});

/** The paid invoice of one month. */
export const paidInvoice = (month: string, change: Json = {}): Json => {
  const start = new Date(`${month}-01T00:00:00Z`);
  const end = new Date(start);
  end.setUTCMonth(end.getUTCMonth() + 1);
  return invoice({
    id: `in_${month}`,
    number: `BW-${month}`,
    status: 'paid',
    amount_paid: 100_000,
    amount_remaining: 0,
    attempt_count: 1,
    next_payment_attempt: null,
    created: start.getTime() / 1000,
    status_transitions: {
      finalized_at: start.getTime() / 1000,
      paid_at: start.getTime() / 1000,
    },
    lines: list([
      line({
        id: `il_${month}`,
        period: { start: start.getTime() / 1000, end: end.getTime() / 1000 },
      }),
    ]),
    payments: list([
      {
        id: `inpay_${month}`,
        payment: { type: 'payment_intent', payment_intent: `pi_${month}` },
      },
    ]),
    ...change,
  });
};

export const charge = (change: Json = {}): Json => ({
  id: 'ch_nov',
  object: 'charge',
  customer: CUSTOMER,
  amount: 100_000,
  amount_refunded: 0,
  currency: 'eur',
  created: seconds('2026-11-15T00:00:00Z'),
  status: 'failed',
  failure_code: 'card_declined',
  outcome: { type: 'issuer_declined', reason: 'insufficient_funds' },
  payment_intent: 'pi_nov',
  ...change,
});

export const refund = (change: Json = {}): Json => ({
  id: 're_oct',
  object: 'refund',
  charge: 'ch_oct',
  amount: 3000,
  currency: 'eur',
  created: seconds('2026-10-20T00:00:00Z'),
  status: 'succeeded',
  reason: 'requested_by_customer',
  ...change,
});

export const invoicePayment = (change: Json = {}): Json => ({
  id: 'inpay_nov',
  object: 'invoice_payment',
  invoice: 'in_nov',
  created: seconds('2026-11-01T00:00:00Z'),
  status: 'open',
  payment: {
    type: 'payment_intent',
    payment_intent: {
      id: 'pi_nov',
      object: 'payment_intent',
      last_payment_error: {
        type: 'card_error',
        code: 'card_declined',
        decline_code: 'insufficient_funds',
        message: 'Your card has insufficient funds.',
      },
    },
  },
  ...change,
});

export const balanceTransaction = (change: Json = {}): Json => ({
  id: 'cbtxn_1',
  object: 'customer_balance_transaction',
  customer: CUSTOMER,
  amount: -5000,
  currency: 'eur',
  created: seconds('2026-10-05T00:00:00Z'),
  description: 'Goodwill',
  ...change,
});

export const creditNote = (change: Json = {}): Json => ({
  id: 'cn_1',
  object: 'credit_note',
  customer: CUSTOMER,
  number: 'BW-0011-CN-01',
  created: seconds('2026-10-05T00:00:00Z'),
  total: 5000,
  currency: 'eur',
  status: 'issued',
  reason: 'order_change',
  invoice: 'in_2026-10',
  ...change,
});

export const schedule = (change: Json = {}): Json => ({
  id: 'sub_sched_1',
  object: 'subscription_schedule',
  customer: CUSTOMER,
  status: 'active',
  subscription: 'sub_fleet',
  end_behavior: 'cancel',
  phases: [
    {
      start_date: seconds('2026-01-01T00:00:00Z'),
      end_date: seconds('2027-01-01T00:00:00Z'),
      currency: 'eur',
      discounts: [],
      items: [{ price: 'price_fleet', quantity: 40 }],
    },
    {
      start_date: seconds('2027-01-01T00:00:00Z'),
      end_date: seconds('2028-01-01T00:00:00Z'),
      currency: 'eur',
      discounts: [],
      items: [{ price: 'price_fleet', quantity: 55 }],
    },
  ],
  ...change,
});
