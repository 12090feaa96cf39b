import type Stripe from 'stripe';

import type { Company } from '../../world/types.ts';
import type { CustomerChange } from '../StripeState.ts';
import type { Wire } from '../wire.ts';
import { seconds } from '../wire.ts';

/** A customer, or what is left of one. */
export type StripeCustomer =
  | Wire<Stripe.Customer>
  | Wire<Stripe.DeletedCustomer>;

/** Where invoices go; the second account has a mailbox of its own. */
export function customerEmail(domain: string, account: number): string {
  return account === 0 ? `billing@${domain}` : `accounts-payable@${domain}`;
}

export function renderCustomer(
  company: Company,
  account: number,
  invoicePrefix: string,
  /** Minor units; negative is credit. */
  balance: number,
  change: CustomerChange = {},
): Wire<Stripe.Customer> {
  const { subscriptions } = company.billing;
  const metadata: Record<string, string> = {
    account_id: company.ids.product,
    ...change.metadata,
  };
  const hasBilling = subscriptions.length > 0;
  return {
    id: company.ids.stripe[account],
    object: 'customer',
    address: {
      city: null,
      country: company.country,
      line1: null,
      line2: null,
      postal_code: null,
      state: null,
    },
    balance,
    created: seconds(company.createdAt),
    currency: hasBilling ? company.currency.toLowerCase() : null,
    default_source: null,
    delinquent: subscriptions.some(each => each.status === 'past_due'),
    description:
      change.description ?? (account === 0 ? null : 'Second billing account'),
    discount: null,
    email: change.email ?? customerEmail(company.domain, account),
    invoice_prefix: invoicePrefix,
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: Object.fromEntries(
      Object.entries(metadata).filter(([, value]) => value !== ''),
    ),
    name:
      change.name ??
      (account === 0 ? company.name : `${company.name} (${account + 1})`),
    next_invoice_sequence: 1,
    phone: change.phone ?? null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}

export function renderDeletedCustomer(
  id: string,
): Wire<Stripe.DeletedCustomer> {
  return { id, object: 'customer', deleted: true };
}
