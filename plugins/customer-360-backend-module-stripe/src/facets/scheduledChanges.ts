import {
  subscriptionMrr,
  toShortText,
  type Money,
  type MrrPolicy,
  type Subscription,
  soonestFirst,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { StripeSchedule } from '../api/wire';
import type { StripeCatalog } from '../mrr/StripeCatalog';
import {
  billingInterval,
  isMetered,
  recurringPrice,
} from '../mrr/recurringPrice';
import { toMoney } from '../records/toMoney';

type Phase = StripeSchedule['phases'][number];

/** A schedule that will still do something. */
export function isPending(schedule: StripeSchedule): boolean {
  return schedule.status === 'active' || schedule.status === 'not_started';
}

/** What a subscription's schedules will change, soonest first. */
export function scheduledChanges(
  schedules: readonly StripeSchedule[],
  catalog: StripeCatalog,
  policy: MrrPolicy,
  now: Date,
): Subscription['scheduledChanges'] {
  const instant = now.toISOString();
  return schedules
    .filter(isPending)
    .flatMap(schedule => {
      const changes = schedule.phases.flatMap((phase, index) =>
        phase.start_date > instant
          ? [
              {
                at: phase.start_date,
                text: describeChange(
                  schedule.phases[index - 1],
                  phase,
                  catalog,
                ),
                mrr: phaseMrr(phase, catalog, policy),
              },
            ]
          : [],
      );
      const end = schedule.phases.at(-1)?.end_date;
      return schedule.end_behavior === 'cancel' && end && end > instant
        ? [...changes, { at: end, text: 'Ends', mrr: undefined }]
        : changes;
    })
    .sort(soonestFirst(({ at }) => at));
}

function describeChange(
  before: Phase | undefined,
  after: Phase,
  catalog: StripeCatalog,
): string {
  const name = (id: string) => {
    const price = catalog.price(id);
    return price ? catalog.productName(price) : 'another product';
  };
  const quantityIn = (phase: Phase | undefined, price: string) =>
    phase?.items.find(item => item.price === price)?.quantity ?? undefined;
  const parts = after.items.flatMap(({ price, quantity }) => {
    const was = before?.items.find(item => item.price === price);
    if (was && (was.quantity ?? undefined) === (quantity ?? undefined)) {
      return [];
    }
    const count = quantity ?? undefined;
    return was
      ? `${name(price)}: ${quantityIn(before, price) ?? 1} to ${count ?? 1}`
      : `${name(price)} is added${count ? `: ${count}` : ''}`;
  });
  const removed = (before?.items ?? [])
    .filter(item => !after.items.some(({ price }) => price === item.price))
    .map(({ price }) => `${name(price)} is removed`);
  return toShortText([...parts, ...removed].join(', ') || 'Terms change');
}

/** Undefined where a discount of the phase would have to be known. */
export function phaseMrr(
  phase: Phase,
  catalog: StripeCatalog,
  policy: MrrPolicy,
): Money | undefined {
  const prices = phase.items.map(item => catalog.price(item.price));
  if (phase.discounts.length > 0 || prices.some(price => !price)) {
    return undefined;
  }
  const { mrr } = subscriptionMrr(
    {
      status: 'active',
      collectionPaused: false,
      cancelAtPeriodEnd: false,
      currency: phase.currency,
      discounts: [],
      items: prices.map((price, index) => ({
        id: String(index),
        quantity: phase.items[index].quantity ?? undefined,
        metered: isMetered(price!),
        interval: billingInterval(price!),
        price: recurringPrice(price!),
        discounts: [],
      })),
    },
    new Date(phase.start_date),
    policy,
  );
  return mrr && toMoney(mrr.amount, mrr.currency);
}
