import {
  linkTemplate,
  type RecordLink,
} from '@customer-360/backstage-plugin-customer-360-node';

/** Links into the Stripe Dashboard. */
export interface StripeLinks {
  readonly customer: RecordLink;
  readonly subscription: RecordLink;
  readonly schedule: RecordLink;
  readonly invoice: RecordLink;
  readonly payment: RecordLink;
  readonly creditNote: RecordLink;
}

/**
 * @param dashboardUrl - with `/test` or an account (`/acct_…`) in its path where
 *   the Dashboard is to open there
 */
export function createStripeLinks(dashboardUrl: string): StripeLinks {
  const base = dashboardUrl.replace(/\/+$/, '');
  const { host } = new URL(base);
  const link = (path: string) => linkTemplate(`${base}/${path}`, [host]);
  return {
    customer: link('customers/{id}'),
    subscription: link('subscriptions/{id}'),
    schedule: link('subscription_schedules/{id}'),
    invoice: link('invoices/{id}'),
    payment: link('payments/{id}'),
    creditNote: link('credit_notes/{id}'),
  };
}
