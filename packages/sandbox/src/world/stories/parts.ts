import type {
  BillingBlueprint,
  PlannedItem,
  RelationshipBlueprint,
  SubscriptionBlueprint,
  SupportBlueprint,
  UsageBlueprint,
} from '../Blueprint.ts';
import type { ProductKey } from '../products.ts';

/** Shorthand for the hand-written companies: only what differs is written out. */
export function item(
  product: ProductKey,
  unitAmount: number,
  quantity: number,
): PlannedItem {
  return { product, unitAmount, quantity };
}

export function subscription(
  planName: string,
  startedDaysAgo: number,
  items: readonly PlannedItem[],
  more: Partial<SubscriptionBlueprint> = {},
): SubscriptionBlueprint {
  return {
    planName,
    account: 0,
    interval: 'month',
    collection: 'charge_automatically',
    status: 'active',
    startedDaysAgo,
    phases: [{ daysAgo: startedDaysAgo, items }],
    ...more,
  };
}

export function billing(
  subscriptions: readonly SubscriptionBlueprint[],
  more: Partial<BillingBlueprint> = {},
): BillingBlueprint {
  return {
    subscriptions,
    oneOffs: [],
    refunds: [],
    creditNotes: [],
    credits: [],
    retried: 0.05,
    ...more,
  };
}

export function usage(
  plan: string,
  seats: number,
  weeklyActive: number,
  weeklyActive30DaysAgo: number,
  more: Partial<UsageBlueprint> = {},
): UsageBlueprint {
  return {
    plan,
    seats,
    users: seats,
    weeklyActive,
    weeklyActive30DaysAgo,
    monthlyActive: Math.min(seats, Math.round(weeklyActive * 1.09)),
    monthlyActive30DaysAgo: Math.min(
      seats,
      Math.round(weeklyActive30DaysAgo * 1.09),
    ),
    silentDays: 0,
    adopted: 5,
    activated: true,
    ...more,
  };
}

/** Parts in the order usage, support, billing, sentiment, engagement. */
export function healthParts(
  ...scores: readonly (number | undefined)[]
): RelationshipBlueprint['healthParts'] {
  const keys = [
    'usage',
    'support',
    'billing',
    'sentiment',
    'engagement',
  ] as const;
  return keys.map((key, at) => ({ key, score: scores[at] }));
}

export function support(
  more: Partial<SupportBlueprint> = {},
): SupportBlueprint {
  return {
    open: [],
    closed: 0,
    ratings: { good: 0, bad: 0 },
    feedback: 0,
    incidents: 0,
    privateTickets: 0,
    ...more,
  };
}
