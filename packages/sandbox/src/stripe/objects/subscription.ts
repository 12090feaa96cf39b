import type Stripe from 'stripe';

import type {
  Company,
  Subscription,
  SubscriptionItem,
} from '../../world/types.ts';
import type { Wire } from '../wire.ts';
import { listOf, optionalSeconds, seconds } from '../wire.ts';
import { renderPlan, renderPrice } from './price.ts';

export function renderItem(
  subscription: Subscription,
  item: SubscriptionItem,
  currency: string,
): Wire<Stripe.SubscriptionItem> {
  return {
    id: item.id,
    object: 'subscription_item',
    billing_thresholds: null,
    created: seconds(subscription.startedAt),
    current_period_end: seconds(subscription.currentPeriodEnd),
    current_period_start: seconds(subscription.currentPeriodStart),
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: renderPlan(item, currency),
    price: renderPrice(item, currency),
    quantity: item.quantity,
    subscription: subscription.id,
    tax_rates: [],
  };
}

export function renderItems(
  subscription: Subscription,
  items: readonly SubscriptionItem[],
  currency: string,
): Wire<Stripe.Subscription>['items'] {
  return listOf(
    `/v1/subscription_items?subscription=${subscription.id}`,
    items.map(item => renderItem(subscription, item, currency)),
    20,
  );
}

export function renderSubscription(
  company: Company,
  subscription: Subscription,
  metadata: Readonly<Record<string, string>>,
): Wire<Stripe.Subscription> {
  const currency = company.currency.toLowerCase();
  const latest = company.billing.invoices.find(
    invoice => invoice.subscriptionId === subscription.id,
  );
  const byInvoice = subscription.collection === 'send_invoice';
  const endsAtPeriodEnd = subscription.cancelAtPeriodEnd;
  return {
    id: subscription.id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: seconds(
      subscription.status === 'trialing' && subscription.trialEnd
        ? subscription.trialEnd
        : subscription.startedAt,
    ),
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: null, type: 'classic' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: endsAtPeriodEnd ? seconds(subscription.currentPeriodEnd) : null,
    cancel_at_period_end: endsAtPeriodEnd,
    canceled_at: optionalSeconds(subscription.canceledAt),
    cancellation_details: {
      comment: null,
      feedback: subscription.canceledAt ? 'too_expensive' : null,
      feedback_option: null,
      reason: subscription.canceledAt ? 'cancellation_requested' : null,
    },
    collection_method: subscription.collection,
    created: seconds(subscription.startedAt),
    currency,
    customer: subscription.stripeCustomer,
    customer_account: null,
    days_until_due: byInvoice ? 30 : null,
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: subscription.planName,
    discounts: subscription.discount ? [subscription.discount.id] : [],
    ended_at: optionalSeconds(subscription.endedAt),
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: renderItems(subscription, subscription.items, currency),
    latest_invoice: latest?.id ?? null,
    livemode: false,
    managed_payments: null,
    metadata: { plan: subscription.planName, ...metadata },
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: subscription.collectionPaused
      ? { behavior: 'keep_as_draft', resumes_at: null }
      : null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: 'off',
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: subscription.scheduled?.id ?? null,
    start_date: seconds(subscription.startedAt),
    status: subscription.status,
    test_clock: null,
    transfer_data: null,
    trial_end: optionalSeconds(subscription.trialEnd),
    trial_settings: {
      end_behavior: {
        billing_cycle_anchor: null,
        missing_payment_method: 'create_invoice',
      },
    },
    trial_start: subscription.trialEnd ? seconds(subscription.startedAt) : null,
  };
}
