import { invalid } from './StripeFault.ts';

/** Stripe expands four levels deep and refuses more. */
const DEEPEST = 4;

type Json = { [name: string]: unknown };

export interface Expander {
  /** The object behind an id, unexpanded; undefined where there is none. */
  retrieve(id: string, field: string): object | undefined;
  /** What is left out unless asked for, such as a price's tiers. */
  include(object: Json, field: string): unknown;
}

/** Fields that hold an id and may be asked for in full. */
const EXPANDABLE: Readonly<Record<string, readonly string[]>> = {
  customer: ['subscriptions'],
  subscription: [
    'customer',
    'discounts',
    'latest_invoice',
    'schedule',
    'items',
  ],
  subscription_item: ['price', 'discounts'],
  subscription_schedule: ['customer', 'subscription'],
  price: ['product', 'tiers'],
  discount: ['source', 'customer'],
  coupon: ['applies_to'],
  invoice: ['customer', 'discounts', 'lines', 'parent', 'payments'],
  line_item: ['discounts', 'pricing', 'subscription'],
  invoice_payment: ['invoice', 'payment'],
  payment_intent: ['customer', 'latest_charge'],
  charge: ['customer', 'payment_intent', 'refunds'],
  refund: ['charge', 'payment_intent'],
  credit_note: ['customer', 'customer_balance_transaction', 'invoice'],
  customer_balance_transaction: ['credit_note', 'customer'],
};

/** @throws StripeFault when a path is too deep or leads nowhere */
export function expandAll(
  body: Json,
  paths: readonly string[],
  expander: Expander,
): Json {
  const expanded = structuredClone(body);
  for (const path of paths) {
    const segments = path.split('.');
    if (segments.length > DEEPEST) {
      throw invalid(
        `You cannot expand more than ${DEEPEST} levels of a property. Property: ${path}`,
        'expand',
        'property_expansion_max_depth',
      );
    }
    expand(expanded, segments, path, expander);
  }
  return expanded;
}

function expand(
  object: Json,
  segments: readonly string[],
  path: string,
  expander: Expander,
): void {
  const [field, ...rest] = segments;
  if (field === undefined) return;
  const kind = typeof object.object === 'string' ? object.object : undefined;
  const isList = kind === 'list' || kind === 'search_result';
  const allowed = isList
    ? field === 'data'
    : kind === undefined || EXPANDABLE[kind]?.includes(field);
  if (!allowed) {
    throw invalid(
      `This property cannot be expanded (${field}). You may want to try expanding a different property of ${kind}.`,
      'expand',
    );
  }
  if (!(field in object) && kind !== undefined) {
    object[field] = expander.include(object, field);
  }
  object[field] = reach(object[field], field, rest, path, expander);
}

function reach(
  value: unknown,
  field: string,
  rest: readonly string[],
  path: string,
  expander: Expander,
): unknown {
  if (Array.isArray(value)) {
    return value.map(each => reach(each, field, rest, path, expander));
  }
  let found: unknown = value;
  if (typeof value === 'string') {
    const object = expander.retrieve(value, field);
    found = object === undefined ? value : structuredClone(object);
  }
  if (isJson(found)) expand(found, rest, path, expander);
  return found;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
