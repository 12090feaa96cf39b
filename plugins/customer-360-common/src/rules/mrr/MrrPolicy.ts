import type { Subscription } from '../../facets/billing/subscriptions';
import type { RecurringDiscount } from './RecurringSubscription';

/**
 * What counts as monthly recurring revenue. Tools disagree on it, so it is a
 * named and numbered choice that is shown beside every figure.
 *
 * @public
 */
export interface MrrPolicy {
  name: string;
  /** Raised whenever the same subscription would give another figure. */
  version: number;
  /** Statuses that do not count; an active subscription always does. */
  leavesOut: ReadonlySet<Exclude<Subscription['status'], 'active'>>;
  /** Whether a subscription counts while its collection is paused. */
  countsPausedCollection: boolean;
  /** Whether a subscription counts until its end once it has been cancelled. */
  countsUntilCancelled: boolean;
  /** Discounts that lower the figure while they are given. */
  discounts: ReadonlySet<RecurringDiscount['duration']>;
}

/**
 * What the customer owes by agreement, every month, now:
 *
 * - active and past due count; trials, incomplete, unpaid, paused, scheduled and
 *   ended ones do not, nor what is not collected
 * - a cancelled subscription counts until its end
 * - discounts are subtracted while they are given, except for those of a single
 *   invoice
 * - taxes, usage and one-off items are left out
 * - a week is 12/52 and a day 12/365 of a month
 *
 * @public
 */
export const CONTRACT_LIKE_MRR: MrrPolicy = {
  name: 'contract-like',
  version: 1,
  leavesOut: new Set([
    'trialing',
    'unpaid',
    'paused',
    'scheduled',
    'incomplete',
    'ended',
  ] as const),
  countsPausedCollection: false,
  countsUntilCancelled: true,
  discounts: new Set<RecurringDiscount['duration']>(['forever', 'repeating']),
};

/** `contract-like v1`, as it stands beside a figure. @public */
export function mrrPolicyLabel(policy: MrrPolicy): string {
  return `${policy.name} v${policy.version}`;
}
