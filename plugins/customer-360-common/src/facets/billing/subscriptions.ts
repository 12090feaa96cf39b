import { soonestFirst } from '../order';
import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import { moneySchema, sumByCurrency, type Money } from '../money';
import {
  daySchema,
  instantSchema,
  recordList,
  shortText,
  sourceRecordSchema,
} from '../record';

/** @public */
export const SUBSCRIPTION_STATUSES = [
  'active',
  'past_due',
  'trialing',
  'unpaid',
  'paused',
  'scheduled',
  'incomplete',
  'ended',
] as const;

/** @public */
export const subscriptionSchema = sourceRecordSchema.extend({
  plan: shortText,
  status: z.enum(SUBSCRIPTION_STATUSES),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Seats or units of the main item. */
  quantity: z.number().nonnegative().optional(),
  interval: z
    .object({
      unit: z.enum(['day', 'week', 'month', 'year']),
      count: z.number().int().positive(),
    })
    .optional(),
  /** Per month under the named policy; undefined where it cannot be known. */
  mrr: moneySchema.optional(),
  /** Why this subscription counts nothing towards MRR. */
  notCounted: shortText.optional(),
  items: recordList(
    z.object({
      id: shortText,
      product: shortText,
      quantity: z.number().nonnegative().optional(),
      metered: z.boolean(),
      mrr: moneySchema.optional(),
    }),
  ),
  discounts: recordList(
    z.object({
      name: shortText,
      percentOff: z.number().optional(),
      amountOff: moneySchema.optional(),
      duration: z.enum(['forever', 'repeating', 'once']),
      endsAt: instantSchema.optional(),
    }),
  ),
  startedAt: instantSchema.optional(),
  currentPeriodEnd: instantSchema.optional(),
  trialEndsAt: instantSchema.optional(),
  /** When it will end, if an end is agreed. */
  endsAt: instantSchema.optional(),
  endedAt: instantSchema.optional(),
  scheduledChanges: recordList(
    z.object({
      at: instantSchema,
      text: shortText,
      mrr: moneySchema.optional(),
    }),
  ),
});

/** @public */
export const subscriptionsSchema = z.object({
  subscriptions: recordList(subscriptionSchema),
  /** Counted MRR now, one per currency. */
  mrr: z.array(moneySchema).max(50),
  /** The MRR of about 30 days ago, and what it was rebuilt from. */
  mrrBefore: z
    .object({
      day: daySchema,
      mrr: z.array(moneySchema).max(50),
      basis: shortText,
    })
    .optional(),
  /** The same of 90 days ago. */
  mrrBefore90: z
    .object({
      day: daySchema,
      mrr: z.array(moneySchema).max(50),
      basis: shortText,
    })
    .optional(),
  /** By month, oldest first; a month that cannot be known is absent. */
  mrrHistory: recordList(
    z.object({ month: z.string().regex(/^\d{4}-\d{2}$/), mrr: moneySchema }),
  ),
  /** Name and version of the policy behind every MRR here. */
  policy: shortText,
});

/** @public */
export type Subscription = z.infer<typeof subscriptionSchema>;

/** What they have bought and what it brings a month. @public */
export type SubscriptionsData = z.infer<typeof subscriptionsSchema>;

/** @public */
export interface SubscriptionsSummary {
  plans: Array<{ plan: string; status: Subscription['status'] }>;
  /** Main plan, for a header. */
  plan?: string;
  mrr: Money[];
  arr: Money[];
  mrrBefore?: { day: string; mrr: Money[]; basis: string };
  mrrBefore90?: { day: string; mrr: Money[]; basis: string };
  mrrHistory: Array<{ month: string; mrr: Money }>;
  trialEndsAt?: string;
  endsAt?: string;
  policy: string;
}

/** @public */
export const subscriptionsFacet = defineFacet<
  'subscriptions',
  SubscriptionsData,
  SubscriptionsSummary
>({
  id: 'subscriptions',
  section: 'billing',
  schema: subscriptionsSchema,
  times: TIMES.minutes,
  summarize: data => {
    const running = data.subscriptions.filter(
      subscription => subscription.status !== 'ended',
    );
    const largest = [...running].sort(
      (a, b) => (b.mrr?.amount ?? 0) - (a.mrr?.amount ?? 0),
    )[0];
    const trials = running.flatMap(subscription =>
      subscription.status === 'trialing' && subscription.trialEndsAt
        ? [subscription.trialEndsAt]
        : [],
    );
    // They leave only when nothing goes on: one cancelled add-on is no end.
    const ends = running.map(subscription => subscription.endsAt);
    return {
      plans: running.map(({ plan, status }) => ({ plan, status })),
      plan: largest?.plan,
      mrr: data.mrr,
      arr: data.mrr.map(({ amount, currency }) => ({
        amount: amount * 12,
        currency,
      })),
      mrrBefore: data.mrrBefore,
      mrrBefore90: data.mrrBefore90,
      mrrHistory: data.mrrHistory,
      trialEndsAt: trials.sort()[0],
      endsAt:
        ends.length > 0 && ends.every(end => end !== undefined)
          ? ends.sort().at(-1)
          : undefined,
      policy: data.policy,
    };
  },
  merge: parts => ({
    subscriptions: parts.flatMap(part => part.data.subscriptions),
    mrr: sumByCurrency(parts.flatMap(part => part.data.mrr)),
    mrrBefore: mergeBefore(parts.map(part => part.data.mrrBefore)),
    mrrBefore90: mergeBefore(parts.map(part => part.data.mrrBefore90)),
    mrrHistory: mergeHistory(parts.map(part => part.data.mrrHistory)),
    policy: [...new Set(parts.map(part => part.data.policy))].join(', '),
  }),
  isEmpty: data => data.subscriptions.length === 0,
});

function mergeBefore(
  parts: Array<SubscriptionsData['mrrBefore']>,
): SubscriptionsData['mrrBefore'] {
  const known = parts.filter(part => part !== undefined);
  // A sum over some of the accounts would be a wrong figure, not a part of one.
  if (
    known.length === 0 ||
    known.length < parts.length ||
    known.some(part => part.day !== known[0].day)
  ) {
    return undefined;
  }
  return {
    day: known[0].day,
    mrr: sumByCurrency(known.flatMap(part => part.mrr)),
    basis: [...new Set(known.map(part => part.basis))].join(', '),
  };
}

function mergeHistory(
  parts: Array<SubscriptionsData['mrrHistory']>,
): SubscriptionsData['mrrHistory'] {
  if (parts.length === 1) {
    return parts[0];
  }
  const months = new Map<string, Money[][]>();
  for (const part of parts) {
    for (const [month, amounts] of byMonth(part)) {
      months.set(month, [...(months.get(month) ?? []), amounts]);
    }
  }
  // A month that one of the accounts does not know cannot be known as a whole.
  return [...months]
    .filter(([, known]) => known.length === parts.length)
    .flatMap(([month, known]) =>
      sumByCurrency(known.flat()).map(mrr => ({ month, mrr })),
    )
    .sort(soonestFirst(({ month }) => month));
}

function byMonth(
  history: SubscriptionsData['mrrHistory'],
): Map<string, Money[]> {
  const months = new Map<string, Money[]>();
  for (const { month, mrr } of history) {
    months.set(month, [...(months.get(month) ?? []), mrr]);
  }
  return months;
}
