import type { Money } from '../../facets/money';
import { Rational } from '../money/Rational';
import { CONTRACT_LIKE_MRR, type MrrPolicy } from './MrrPolicy';
import { exactItemMrr, type ExactItemMrr } from './exactItemMrr';
import { statusReason, type NotCountedReason } from './notCounted';
import type { RecurringSubscription } from './RecurringSubscription';

/** @public */
export interface SubscriptionMrr {
  /** True when it is part of the customer's MRR. */
  counted: boolean;
  /** Why it is not. */
  reason?: NotCountedReason;
  /** Per month, in minor units; present whenever it is counted. */
  mrr?: Money;
  /**
   * What would be counted if it were not held: of paused subscriptions only,
   * which are listed beside the MRR.
   */
  pausedMrr?: Money;
  /** Of the counted items; they add up to `mrr` to the minor unit. */
  items: Array<{ id: string; mrr?: Money }>;
}

/**
 * Monthly recurring revenue of one subscription at an instant. Computed in
 * exact fractions and rounded once, at the end, a half away from zero; the items
 * are rounded so that they add up to the whole.
 *
 * @public
 */
export function subscriptionMrr(
  subscription: RecurringSubscription,
  at: Date,
  policy: MrrPolicy = CONTRACT_LIKE_MRR,
): SubscriptionMrr {
  const exact = exactItemMrr(subscription, at, policy);
  const unpriced = subscription.items.map(({ id }) => ({ id }));
  const reason = statusReason(subscription, policy) ?? exact.reason;
  if (reason === undefined) {
    return { counted: true, ...rounded(exact.items, subscription) };
  }
  const held = reason === 'paused' || reason === 'collection_paused';
  return {
    counted: false,
    reason,
    pausedMrr:
      held && exact.reason === undefined
        ? rounded(exact.items, subscription).mrr
        : undefined,
    items: unpriced,
  };
}

function rounded(
  exact: readonly ExactItemMrr[],
  { currency, items }: RecurringSubscription,
): { mrr: Money; items: SubscriptionMrr['items'] } {
  const total = Rational.sum(exact.map(({ amount }) => amount)).round();
  const shares = roundToTotal(
    exact.map(({ amount }) => amount),
    total,
  );
  const byItem = new Map(exact.map(({ item }, index) => [item, shares[index]]));
  return {
    mrr: { amount: total, currency },
    items: items.map(item => {
      const amount = byItem.get(item);
      return {
        id: item.id,
        mrr: amount === undefined ? undefined : { amount, currency },
      };
    }),
  };
}

/** Largest remainder: the shares are whole and add up to the total. */
function roundToTotal(amounts: readonly Rational[], total: number): number[] {
  const shares = amounts.map(amount => amount.floor().round());
  const byRemainder = amounts
    .map((amount, index) => ({
      index,
      remainder: amount.minus(amount.floor()),
    }))
    .sort((a, b) => b.remainder.compareTo(a.remainder) || a.index - b.index);
  let left = total - shares.reduce((sum, share) => sum + share, 0);
  for (const { index } of byRemainder) {
    if (left <= 0) {
      break;
    }
    shares[index] += 1;
    left -= 1;
  }
  return shares;
}
