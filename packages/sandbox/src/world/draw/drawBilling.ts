import type {
  BillingBlueprint,
  PlannedItem,
  SubscriptionBlueprint,
} from '../Blueprint.ts';
import { listPrice } from '../currencies.ts';
import type { ProductKey } from '../products.ts';
import { MONTHS_IN_YEARLY_PRICE, productOf } from '../products.ts';
import type { Story } from '../types.ts';
import type { Frame } from './Frame.ts';
import { PLAN_OF } from './planOf.ts';

/** What the plans bring in a month, in minor units, before discounts. */
export function monthlyOf(billing: BillingBlueprint): number {
  let sum = 0;
  for (const subscription of billing.subscriptions) {
    if (!['active', 'past_due'].includes(subscription.status)) continue;
    const { items } = subscription.phases[subscription.phases.length - 1];
    const perPeriod = items.reduce(
      (total, item) => total + item.quantity * item.unitAmount,
      0,
    );
    sum += subscription.interval === 'year' ? perPeriod / 12 : perPeriod;
  }
  return Math.round(sum);
}

export function drawBilling(frame: Frame): BillingBlueprint {
  const { random, segment, story, currency, createdDaysAgo, seats } = frame;
  const plan = productOf(PLAN_OF[segment]);
  const interval =
    !['trial', 'dunning'].includes(story) &&
    random.chance(segment === 'smb' ? 0.15 : 0.35)
      ? 'year'
      : 'month';
  const unitAmount = listPrice(
    currency,
    plan.monthlyEuro * (interval === 'year' ? MONTHS_IN_YEARLY_PRICE : 1),
  );
  const item = (quantity: number): PlannedItem => ({
    product: plan.key,
    unitAmount,
    quantity,
  });
  const startedDaysAgo = Math.max(1, createdDaysAgo - random.int(0, 10));
  const before = Math.max(1, Math.round(seats * seatsBefore(frame)));
  const changedDaysAgo = random.int(4, 26);
  const phases =
    before === seats || (interval === 'year' && before > seats)
      ? [{ daysAgo: startedDaysAgo, items: [item(seats)] }]
      : [
          { daysAgo: startedDaysAgo, items: [item(before)] },
          {
            daysAgo: Math.min(changedDaysAgo, startedDaysAgo - 1),
            items: [item(seats)],
          },
        ];
  const churnedDaysAgo = Math.min(random.int(20, 110), startedDaysAgo - 35);
  const isChurned = story === 'churned';
  const main: SubscriptionBlueprint = {
    planName: `${plan.name}, ${interval === 'year' ? 'annual' : 'monthly'}`,
    account: 0,
    interval,
    collection:
      segment === 'enterprise' && story !== 'dunning'
        ? 'send_invoice'
        : 'charge_automatically',
    collectionPaused: story === 'dormant' && random.chance(0.2),
    status: statusOf(story),
    startedDaysAgo,
    phases,
    trialEndInDays:
      story === 'trial' ? Math.max(1, 30 - (createdDaysAgo % 28)) : undefined,
    canceledDaysAgo: isChurned ? churnedDaysAgo + 20 : undefined,
    endedDaysAgo: isChurned ? churnedDaysAgo : undefined,
    discount: random.chance(0.12)
      ? {
          name: random.pick(['Loyalty', 'Launch partner', 'Multi-year']),
          percentOff: random.pick([5, 10, 15, 20]),
          duration: random.pick(['forever', 'repeating'] as const),
          startDaysAgo: startedDaysAgo,
          endInDays: random.int(20, 200),
        }
      : undefined,
    scheduled: random.chance(0.06)
      ? {
          inDays: random.int(10, 60),
          quantity: seats + random.int(1, 20),
          unitAmount,
        }
      : undefined,
    unpaid: story === 'dunning' ? random.int(1, 2) : 0,
  };
  const subscriptions: SubscriptionBlueprint[] = [
    main.discount?.duration === 'forever'
      ? { ...main, discount: { ...main.discount, endInDays: undefined } }
      : main,
  ];
  if (story !== 'trial' && !isChurned && random.chance(0.25)) {
    subscriptions.push(addOn(frame, startedDaysAgo));
  }
  return {
    subscriptions,
    oneOffs: [],
    refunds: random.chance(0.12)
      ? [
          {
            invoice: random.int(1, 4),
            amount: listPrice(currency, random.int(10, 90)),
            reason: 'requested_by_customer',
          },
        ]
      : [],
    creditNotes: random.chance(0.08)
      ? [
          {
            invoice: random.int(1, 3),
            amount: listPrice(currency, random.int(5, 40)),
            reason: 'product_unsatisfactory',
          },
        ]
      : [],
    credits: random.chance(0.1)
      ? [
          {
            daysAgo: random.int(5, 90),
            amount: listPrice(currency, random.int(10, 60)),
            description: 'Goodwill for the outage',
          },
        ]
      : [],
    retried: 0.06,
  };
}

function statusOf(story: Story): SubscriptionBlueprint['status'] {
  if (story === 'trial') return 'trialing';
  if (story === 'churned') return 'canceled';
  return story === 'dunning' ? 'past_due' : 'active';
}

function seatsBefore({ random, story }: Frame): number {
  if (story === 'growing') return 0.8 + random.next() * 0.12;
  if (story === 'shrinking') return 1.1 + random.next() * 0.25;
  return 1;
}

function addOn(frame: Frame, startedDaysAgo: number): SubscriptionBlueprint {
  const { random, currency, seats } = frame;
  const key = random.pick([
    'audit',
    'premium-support',
    'automation',
  ] as const satisfies readonly ProductKey[]);
  const product = productOf(key);
  const daysAgo = Math.max(1, Math.floor(startedDaysAgo * 0.6));
  const item: PlannedItem =
    product.per === 'tiers'
      ? {
          product: key,
          unitAmount: 0,
          quantity: seats * 4,
          tiers: [
            { upTo: 50, unitAmount: listPrice(currency, 2), flatAmount: 0 },
            { upTo: 200, unitAmount: listPrice(currency, 1.5), flatAmount: 0 },
            {
              unitAmount: listPrice(currency, 1),
              flatAmount: listPrice(currency, 25),
            },
          ],
        }
      : {
          product: key,
          unitAmount: listPrice(currency, product.monthlyEuro),
          quantity: 1,
        };
  return {
    planName: product.name,
    account: 0,
    interval: 'month',
    collection: 'charge_automatically',
    status: 'active',
    startedDaysAgo: daysAgo,
    phases: [{ daysAgo, items: [item] }],
  };
}
