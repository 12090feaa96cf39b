import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';

/** Where an event says whose it is. */
export type Subject =
  /** The object is the customer. */
  | 'customer'
  /** The object belongs to a customer. */
  | 'owned'
  /** The object names a charge or a payment whose customer must be asked for. */
  | 'refund'
  /** The object names an invoice whose customer must be asked for. */
  | 'invoice-payment';

/** What an event of a type makes worthless. */
export interface StripeChange {
  readonly subject: Subject;
  readonly facets: readonly FacetId[];
}

const ALL: readonly FacetId[] = [
  'account',
  'subscriptions',
  'invoices',
  'payments',
  'credits',
  'contracts',
];

/**
 * One answer adds up what is owed, tried, paid and credited: read apart, it
 * would say paid and overdue at once. Subscriptions are among them because the
 * MRR of earlier months is made from invoices.
 */
const MONEY: readonly FacetId[] = [
  'subscriptions',
  'invoices',
  'payments',
  'credits',
];

const TERMS: readonly FacetId[] = ['subscriptions', 'contracts'];

/** They announce, and nothing has changed yet. */
const REMINDERS: ReadonlySet<string> = new Set([
  'invoice.upcoming',
  'invoice.will_be_due',
]);

/** The first that fits decides. */
const CHANGES: ReadonlyArray<readonly [RegExp, StripeChange]> = [
  [/^customer\.subscription\./, { subject: 'owned', facets: TERMS }],
  [/^customer\.discount\./, { subject: 'owned', facets: ['subscriptions'] }],
  [/^customer\.deleted$/, { subject: 'customer', facets: ALL }],
  [
    // Its balance is the only sign that credit was given or used.
    /^customer\.(created|updated)$/,
    { subject: 'customer', facets: ['account', 'credits'] },
  ],
  [/^subscription_schedule\./, { subject: 'owned', facets: TERMS }],
  [/^invoice\./, { subject: 'owned', facets: MONEY }],
  [/^invoice_payment\./, { subject: 'invoice-payment', facets: MONEY }],
  [
    /^payment_intent\.(payment_failed|succeeded|canceled|processing|requires_action)$/,
    { subject: 'owned', facets: MONEY },
  ],
  // Before the other charges: the object of this one is a refund.
  [/^charge\.refund\./, { subject: 'refund', facets: MONEY }],
  [
    /^charge\.(succeeded|failed|pending|captured|expired|updated|refunded)$/,
    { subject: 'owned', facets: MONEY },
  ],
  [/^refund\./, { subject: 'refund', facets: MONEY }],
  [/^credit_note\./, { subject: 'owned', facets: MONEY }],
  [/^billing\.credit_grant\./, { subject: 'owned', facets: ['credits'] }],
];

/**
 * @returns undefined for a type that changes nothing we read, or that names
 *   nobody: a price, product or coupon is shared by customers whom Stripe does
 *   not list
 */
export function changesOf(type: string): StripeChange | undefined {
  return REMINDERS.has(type)
    ? undefined
    : CHANGES.find(([pattern]) => pattern.test(type))?.[1];
}
