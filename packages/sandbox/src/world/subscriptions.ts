import type {
  Blueprint,
  PlannedItem,
  SubscriptionBlueprint,
} from './Blueprint.ts';
import type { Ids } from './ids.ts';
import { CATALOGUE_INDEX, ITEMS_PER_SUBSCRIPTION } from './ids.ts';
import { productOf, productOrdinal } from './products.ts';
import { addMonths, DAY, iso } from './time.ts';
import type { PriceTier, Subscription, SubscriptionItem } from './types.ts';

export interface BuiltSubscription {
  readonly plan: SubscriptionBlueprint;
  readonly ordinal: number;
  readonly anchor: number;
  readonly monthsPerPeriod: number;
  /** Oldest first, in milliseconds. */
  readonly phases: readonly {
    readonly from: number;
    readonly items: readonly SubscriptionItem[];
  }[];
  readonly subscription: Subscription;
}

/** Graduated: each unit costs what its own tier says, plus each reached tier's flat part. */
export function tieredAmount(
  tiers: readonly PriceTier[],
  quantity: number,
): number {
  let amount = 0;
  let below = 0;
  for (const tier of tiers) {
    const upTo = Math.min(tier.upTo ?? Infinity, quantity);
    if (upTo <= below) break;
    amount += tier.flatAmount + (upTo - below) * tier.unitAmount;
    below = upTo;
  }
  return amount;
}

/** What an item costs per period, in minor units. */
export function itemAmount(
  item: Pick<SubscriptionItem, 'tiers' | 'quantity' | 'unitAmount'>,
): number {
  return item.tiers
    ? tieredAmount(item.tiers, item.quantity)
    : item.quantity * item.unitAmount;
}

export function buildSubscriptions(
  ids: Ids,
  plan: Blueprint,
  today: number,
): readonly BuiltSubscription[] {
  return plan.billing.subscriptions.map((each, ordinal) =>
    build(ids, plan, each, ordinal, today),
  );
}

function build(
  ids: Ids,
  company: Blueprint,
  plan: SubscriptionBlueprint,
  ordinal: number,
  today: number,
): BuiltSubscription {
  const anchor = today - plan.startedDaysAgo * DAY + 9 * 3_600_000;
  const monthsPerPeriod = plan.interval === 'year' ? 12 : 1;
  const ended =
    plan.endedDaysAgo === undefined
      ? undefined
      : today - plan.endedDaysAgo * DAY;
  const at = ended === undefined ? today : ended - 1;
  let periods = 0;
  while (addMonths(anchor, (periods + 1) * monthsPerPeriod) <= at) periods++;
  const trialEnd =
    plan.trialEndInDays === undefined
      ? undefined
      : today + plan.trialEndInDays * DAY;
  const inTrial = plan.status === 'trialing' && trialEnd !== undefined;
  const start = inTrial ? anchor : addMonths(anchor, periods * monthsPerPeriod);
  let end = inTrial
    ? trialEnd
    : addMonths(anchor, (periods + 1) * monthsPerPeriod);
  if (plan.endsInDays !== undefined) end = today + plan.endsInDays * DAY;

  const phases = plan.phases.map((phase, at_) => ({
    from: at_ === 0 ? anchor : today - phase.daysAgo * DAY + 9 * 3_600_000,
    items: phase.items.map((item, position) =>
      buildItem(ids, company, plan, item, ordinal, position),
    ),
  }));
  const canceledAt =
    plan.canceledDaysAgo === undefined
      ? undefined
      : today - plan.canceledDaysAgo * DAY + 10 * 3_600_000;
  const { discount, scheduled } = plan;
  return {
    plan,
    ordinal,
    anchor,
    monthsPerPeriod,
    phases,
    subscription: {
      id: ids.stripe('sub', company.index, ordinal),
      stripeCustomer: ids.stripe('cus', company.index, plan.account),
      planName: plan.planName,
      status: plan.status,
      collection: plan.collection,
      collectionPaused: plan.collectionPaused ?? false,
      startedAt: iso(anchor),
      currentPeriodStart: iso(start),
      currentPeriodEnd: iso(end),
      trialEnd: trialEnd === undefined ? undefined : iso(trialEnd),
      cancelAtPeriodEnd: plan.endsInDays !== undefined,
      canceledAt: canceledAt === undefined ? undefined : iso(canceledAt),
      endedAt: ended === undefined ? undefined : iso(ended),
      items: phases[phases.length - 1].items,
      changes: phases.slice(1).map((phase, before) => ({
        at: iso(phase.from),
        before: phases[before].items,
        after: phase.items,
      })),
      discount: discount && {
        id: ids.stripe('di', company.index, ordinal),
        couponId: couponId(discount.percentOff, discount.duration),
        name: discount.name,
        percentOff: discount.percentOff,
        duration: discount.duration,
        start: iso(today - discount.startDaysAgo * DAY),
        end:
          discount.endInDays === undefined
            ? undefined
            : iso(today + discount.endInDays * DAY),
      },
      scheduled: scheduled && {
        id: ids.stripe('sub_sched', company.index, ordinal),
        at: iso(today + scheduled.inDays * DAY),
        quantity: scheduled.quantity,
        unitAmount: scheduled.unitAmount,
      },
    },
  };
}

/** Coupons are the merchant's own and have ids that a person chose. */
export function couponId(percentOff: number, duration: string): string {
  return `${duration}-${percentOff}-off`;
}

function buildItem(
  ids: Ids,
  company: Blueprint,
  plan: SubscriptionBlueprint,
  item: PlannedItem,
  ordinal: number,
  position: number,
): SubscriptionItem {
  const product = productOf(item.product);
  const at = ordinal * ITEMS_PER_SUBSCRIPTION + productOrdinal(item.product);
  return {
    id: ids.stripe(
      'si',
      company.index,
      ordinal * ITEMS_PER_SUBSCRIPTION + position,
    ),
    // Prices are agreed per customer: a Stripe price never changes its amount
    priceId: ids.stripe('price', company.index, at),
    productId: ids.stripe(
      'prod',
      CATALOGUE_INDEX,
      productOrdinal(item.product),
    ),
    productName: product.name,
    unitAmount: item.unitAmount,
    quantity: item.quantity,
    interval: plan.interval,
    intervalCount: 1,
    tiers: item.tiers,
  };
}
