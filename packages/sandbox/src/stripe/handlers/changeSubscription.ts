import type { VendorResponse } from '../../server/types.ts';
import type { Company, Subscription } from '../../world/types.ts';
import { previousAttributes } from '../previousAttributes.ts';
import { invalid, noSuch } from '../StripeFault.ts';
import type { StripeCall } from './StripeCall.ts';
import { answer } from './StripeCall.ts';
import { changedDiscount, changedItems } from './subscriptionParts.ts';

const TWO_YEARS = 2 * 366 * 86_400;
const PRORATIONS = ['always_invoice', 'create_prorations', 'none'];
const PAYMENTS = [
  'allow_incomplete',
  'default_incomplete',
  'error_if_incomplete',
  'pending_if_incomplete',
];

/** `POST /v1/subscriptions/{id}` */
export function updateSubscription(
  call: StripeCall,
  { id }: Readonly<Record<string, string>>,
): VendorResponse {
  const { parameters } = call;
  parameters.allow(
    'cancel_at_period_end',
    'discounts',
    'items',
    'metadata',
    'payment_behavior',
    'proration_behavior',
    'trial_end',
  );
  const { company, subscription } = requireSubscription(call, id);
  requireOneOf(call, 'proration_behavior', PRORATIONS);
  requireOneOf(call, 'payment_behavior', PAYMENTS);
  const changed = changedSubscription(call, company, subscription);
  const metadata = parameters.map('metadata');
  return call.once(() => {
    const before = call.objects.retrieve(id) ?? {};
    call.state.changeSubscription(company.index, changed, metadata);
    const after = call.objects.retrieve(id) ?? {};
    call.events.add({
      type: 'customer.subscription.updated',
      object: after,
      previous: previousAttributes(before, after),
    });
    return answer(call, after);
  });
}

/** `DELETE /v1/subscriptions/{id}`: ends it at once. */
export function cancelSubscription(
  call: StripeCall,
  { id }: Readonly<Record<string, string>>,
): VendorResponse {
  call.parameters.allow('cancellation_details', 'invoice_now', 'prorate');
  const { company, subscription } = requireSubscription(call, id);
  // What has ended is no longer there to be cancelled.
  if (subscription.status === 'canceled') throw noSuch('sub', id);
  return call.once(() =>
    answer(call, endSubscription(call, company, subscription)),
  );
}

/** Ends a subscription and tells of it. */
export function endSubscription(
  call: StripeCall,
  company: Company,
  subscription: Subscription,
): object {
  const at = call.now.toISOString();
  call.state.changeSubscription(company.index, {
    ...subscription,
    status: 'canceled',
    cancelAtPeriodEnd: false,
    canceledAt: subscription.canceledAt ?? at,
    endedAt: at,
    scheduled: undefined,
  });
  const object = call.objects.retrieve(subscription.id) ?? {};
  call.events.add({ type: 'customer.subscription.deleted', object });
  return object;
}

function requireSubscription(
  call: StripeCall,
  id: string,
): { company: Company; subscription: Subscription } {
  const company = call.objects.companyOf(id, 'sub');
  const subscription = company?.billing.subscriptions.find(
    each => each.id === id,
  );
  if (!company || !subscription) throw noSuch('sub', id);
  return { company, subscription };
}

function requireOneOf(
  { parameters }: StripeCall,
  name: string,
  values: readonly string[],
): void {
  const value = parameters.text(name);
  if (value !== undefined && !values.includes(value)) {
    throw invalid(
      `Invalid ${name}: must be one of ${values.slice(0, -1).join(', ')}, or ${
        values[values.length - 1]
      }`,
      name,
    );
  }
}

function changedSubscription(
  call: StripeCall,
  company: Company,
  subscription: Subscription,
): Subscription {
  const { parameters } = call;
  const at = call.now.toISOString();
  const trial = changedTrial(call);
  const items = changedItems(call, company, subscription);
  const discount = changedDiscount(call, company, subscription);
  const ending = parameters.boolean('cancel_at_period_end');
  if (
    subscription.status === 'canceled' &&
    [trial, items, discount, ending].some(each => each !== undefined)
  ) {
    throw invalid(
      'A canceled subscription can only update its cancellation_details and metadata.',
      trial === undefined ? 'items' : 'trial_end',
    );
  }
  return {
    ...subscription,
    ...trial,
    ...discount,
    ...(ending !== undefined && {
      cancelAtPeriodEnd: ending,
      canceledAt: ending ? subscription.canceledAt ?? at : undefined,
    }),
    ...(items && {
      items,
      changes: [
        ...subscription.changes,
        { at, before: subscription.items, after: items },
      ],
    }),
  };
}

/** A trial given to a running subscription makes it one in trial. */
function changedTrial(call: StripeCall): Partial<Subscription> | undefined {
  const { parameters } = call;
  const now = Math.floor(call.now.getTime() / 1_000);
  if (parameters.text('trial_end') === 'now') {
    return { status: 'active', trialEnd: call.now.toISOString() };
  }
  const trialEnd = parameters.integer('trial_end');
  if (trialEnd === undefined) return undefined;
  if (trialEnd <= now) {
    throw invalid(
      `Invalid timestamp: must be an integer Unix timestamp in the future; got ${trialEnd}`,
      'trial_end',
    );
  }
  if (trialEnd > now + TWO_YEARS) {
    throw invalid(
      'The trial_end must be no more than 2 years from the billing cycle anchor.',
      'trial_end',
    );
  }
  const end = new Date(trialEnd * 1_000).toISOString();
  return { status: 'trialing', trialEnd: end, currentPeriodEnd: end };
}
