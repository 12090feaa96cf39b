import type Stripe from 'stripe';

import type { Company, Subscription } from '../../world/types.ts';
import type { Wire } from '../wire.ts';
import { seconds } from '../wire.ts';

type Phase = Wire<Stripe.SubscriptionSchedule>['phases'][number];

/** What is agreed for later: the phase that runs, and the one after it. */
export function renderSchedule(
  company: Company,
  subscription: Subscription,
): Wire<Stripe.SubscriptionSchedule> | undefined {
  const { scheduled } = subscription;
  if (!scheduled) return undefined;
  const currency = company.currency.toLowerCase();
  const phase = (
    startDate: number,
    endDate: number,
    quantities: readonly { priceId: string; quantity: number }[],
  ): Phase => ({
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    end_date: endDate,
    invoice_settings: null,
    items: quantities.map(({ priceId, quantity }) => ({
      billing_thresholds: null,
      discounts: [],
      metadata: {},
      plan: priceId,
      price: priceId,
      quantity,
      tax_rates: [],
    })),
    metadata: {},
    on_behalf_of: null,
    proration_behavior: 'create_prorations',
    start_date: startDate,
    transfer_data: null,
    trial_end: null,
  });
  const start = seconds(subscription.currentPeriodStart);
  const change = seconds(scheduled.at);
  return {
    id: scheduled.id,
    object: 'subscription_schedule',
    application: null,
    billing_mode: { flexible: null, type: 'classic' },
    canceled_at: null,
    completed_at: null,
    created: start,
    current_phase: { end_date: change, start_date: start },
    customer: subscription.stripeCustomer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      billing_cycle_anchor: 'automatic',
      billing_thresholds: null,
      collection_method: subscription.collection,
      default_payment_method: null,
      description: null,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: null,
        description: null,
        footer: null,
        issuer: { type: 'self' },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: 'release',
    livemode: false,
    metadata: {},
    pause_schedules: [],
    phases: [
      phase(start, change, subscription.items),
      phase(
        change,
        change + 365 * 86_400,
        subscription.items.map((item, at) => ({
          priceId: item.priceId,
          quantity: at === 0 ? scheduled.quantity : item.quantity,
        })),
      ),
    ],
    released_at: null,
    released_subscription: null,
    status: 'active',
    subscription: subscription.id,
    test_clock: null,
  };
}
