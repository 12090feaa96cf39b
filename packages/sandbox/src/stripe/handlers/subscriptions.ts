import type { VendorResponse } from '../../server/types.ts';
import type { Subscription } from '../../world/types.ts';
import { renderSchedule } from '../objects/schedule.ts';
import { invalid } from '../StripeFault.ts';
import { seconds } from '../wire.ts';
import type { StripeCall } from './StripeCall.ts';
import { answerList, customerFilter, PAGING } from './StripeCall.ts';

const STATUSES = [
  'active',
  'all',
  'canceled',
  'ended',
  'incomplete',
  'incomplete_expired',
  'past_due',
  'paused',
  'trialing',
  'unpaid',
];

export function listSubscriptions(call: StripeCall): VendorResponse {
  const { parameters } = call;
  parameters.allow(
    'customer',
    'status',
    'price',
    'created',
    'collection_method',
    'current_period_end',
    'current_period_start',
    ...PAGING,
  );
  const only = customerFilter(call);
  const status = parameters.text('status');
  if (status !== undefined && !STATUSES.includes(status)) {
    throw invalid(
      `Invalid status: must be one of ${STATUSES.slice(0, -1).join(', ')}, or ${
        STATUSES[STATUSES.length - 1]
      }`,
      'status',
    );
  }
  const price = parameters.text('price');
  const method = parameters.text('collection_method');
  const created = parameters.range('created');
  const periodEnd = parameters.range('current_period_end');
  const periodStart = parameters.range('current_period_start');
  const wanted = (each: Subscription) =>
    hasStatus(each, status) &&
    (price === undefined || each.items.some(item => item.priceId === price)) &&
    (method === undefined || each.collection === method) &&
    (created?.(seconds(each.startedAt)) ?? true) &&
    (periodEnd?.(seconds(each.currentPeriodEnd)) ?? true) &&
    (periodStart?.(seconds(each.currentPeriodStart)) ?? true);
  const customer = only?.company.ids.stripe[only.account];
  return answerList(call, {
    prefix: 'sub',
    company: only?.company,
    records: company =>
      company.billing.subscriptions
        .filter(
          each =>
            (customer === undefined || each.stripeCustomer === customer) &&
            wanted(each),
        )
        .sort((a, b) => b.startedAt.localeCompare(a.startedAt)),
    idOf: each => each.id,
    render: (each, company) => call.objects.renderSubscription(company, each),
  });
}

/** Without a status Stripe leaves out what was cancelled; `all` keeps it. */
function hasStatus(
  subscription: Subscription,
  status: string | undefined,
): boolean {
  if (status === 'all') return true;
  if (status === undefined) return subscription.status !== 'canceled';
  if (status === 'ended') return subscription.status === 'canceled';
  return subscription.status === status;
}

export function listSchedules(call: StripeCall): VendorResponse {
  call.parameters.allow('customer', 'created', 'scheduled', ...PAGING);
  const only = customerFilter(call);
  const customer = only?.company.ids.stripe[only.account];
  // Whatever is agreed for later here changes something that runs already.
  const notStarted = call.parameters.boolean('scheduled') ?? false;
  return answerList(call, {
    prefix: 'sub_sched',
    company: only?.company,
    records: company =>
      company.billing.subscriptions.filter(
        each =>
          !notStarted &&
          each.scheduled !== undefined &&
          (customer === undefined || each.stripeCustomer === customer),
      ),
    idOf: each => each.scheduled?.id ?? each.id,
    render: (each, company) => renderSchedule(company, each) ?? {},
  });
}
