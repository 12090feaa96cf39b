import type {
  VendorAnswer,
  VendorRequest,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import { createStripeSource } from '../createStripeSource';
import {
  balanceTransaction,
  charge,
  coupon,
  creditNote,
  CUSTOMER,
  customer,
  invoice,
  invoicePayment,
  list,
  paidInvoice,
  price,
  refund,
  schedule,
  subscription,
  type Json,
} from './stripeObjects';

export const API_KEY = 'rk_test_secret';

export const account = {
  id: CUSTOMER,
  customer: {
    ref: 'customer:default/cus-8f3a1c',
    title: 'Brightwater Logistics',
    domain: 'brightwater.example',
  },
};

/** What one Stripe account holds of one customer. */
export interface StripeWorld {
  customer: Json;
  subscriptions: Json[];
  /** Where they did not all come with their subscription. */
  subscriptionItems: Json[];
  schedules: Json[];
  invoices: Json[];
  charges: Json[];
  invoicePayments: Json[];
  refunds: Json[];
  balance: Json[];
  creditNotes: Json[];
  prices: Json[];
  coupons: Json[];
}

const MONTHS = Array.from({ length: 17 }, (_, back) =>
  new Date(Date.UTC(2026, 9 - back, 1)).toISOString().slice(0, 7),
);

export function createWorld(change: Partial<StripeWorld> = {}): StripeWorld {
  return {
    customer: customer(),
    subscriptions: [subscription()],
    subscriptionItems: [],
    schedules: [schedule()],
    // Monthly since June 2025; the newest is open.
    invoices: [invoice(), ...MONTHS.map(month => paidInvoice(month))],
    charges: [
      charge(),
      charge({
        id: 'ch_oct',
        status: 'succeeded',
        failure_code: null,
        outcome: { type: 'authorized', reason: null },
        amount_refunded: 3000,
        payment_intent: 'pi_2026-10',
      }),
    ],
    invoicePayments: [invoicePayment()],
    refunds: [refund()],
    balance: [balanceTransaction()],
    creditNotes: [creditNote()],
    prices: [price()],
    coupons: [coupon()],
    ...change,
  };
}

/** Stripe's lists by path, with its paging. */
function page(items: readonly Json[], query: URLSearchParams): Json {
  const after = query.get('starting_after');
  const start = after ? items.findIndex(({ id }) => id === after) + 1 : 0;
  const end = start + Number(query.get('limit') ?? 10);
  return list(items.slice(start, end), items.length > end);
}

const noSuch = (): VendorAnswer => ({
  status: 404,
  json: { error: { type: 'invalid_request_error', code: 'resource_missing' } },
});

/** Answers as Stripe would for this world. */
export function respondFrom(world: StripeWorld) {
  return ({ path, query, headers }: VendorRequest): VendorAnswer => {
    if (headers.authorization !== `Bearer ${API_KEY}`) {
      return { status: 401, json: { error: { message: 'Invalid API Key' } } };
    }
    const asked = query.get('customer');
    if (asked && asked !== CUSTOMER) {
      return noSuch();
    }
    const [, collection, id, inner] = path.slice(1).split('/');
    const where = (items: readonly Json[], field: string) =>
      items.filter(each => each[field] === query.get(field));
    const one = (items: readonly Json[]) => {
      const found = items.find(each => each.id === id);
      return found ? { json: found } : noSuch();
    };
    switch (`${collection}${id ? '/:id' : ''}${inner ? `/${inner}` : ''}`) {
      case 'customers/:id':
        return id === 'search'
          ? { json: { ...list([world.customer]), object: 'search_result' } }
          : one([world.customer]);
      case 'customers':
        return { json: page(where([world.customer], 'email'), query) };
      case 'customers/:id/balance_transactions':
        return { json: page(world.balance, query) };
      case 'subscriptions':
        return { json: page(world.subscriptions, query) };
      case 'subscription_items':
        return {
          json: page(where(world.subscriptionItems, 'subscription'), query),
        };
      case 'subscription_schedules':
        return { json: page(world.schedules, query) };
      case 'invoices':
        return {
          json: page(
            query.has('status')
              ? where(world.invoices, 'status')
              : world.invoices,
            query,
          ),
        };
      case 'invoices/:id':
        return { json: { ...list(world.invoices.slice(0, 1)) } };
      case 'charges':
        return { json: page(world.charges, query) };
      case 'invoice_payments':
        return { json: page(where(world.invoicePayments, 'invoice'), query) };
      case 'refunds':
        return { json: page(where(world.refunds, 'charge'), query) };
      case 'credit_notes':
        return { json: page(world.creditNotes, query) };
      case 'prices/:id':
        return one(
          world.prices.map(each => ({
            ...each,
            product: {
              id: each.product,
              object: 'product',
              name: `Product ${each.product}`,
            },
          })),
        );
      case 'coupons/:id':
        return one(world.coupons);
      default:
        return noSuch();
    }
  };
}

export function createTestSource(baseUrl: string, options: Json = {}) {
  return createStripeSource({
    id: 'stripe',
    title: undefined,
    options: {
      apiKey: API_KEY,
      apiBase: baseUrl,
      dashboardUrl: 'https://dashboard.stripe.com',
      externalIdMetadata: 'customer360',
      mrr: { discounts: ['forever', 'repeating'] },
      ...options,
    },
  });
}
