import type { MrrPolicy } from './MrrPolicy';
import type { RecurringSubscription } from './RecurringSubscription';

/** Why a subscription is no part of the MRR. @public */
export const NOT_COUNTED_REASONS = {
  past_due: 'Past due',
  trialing: 'Trial',
  unpaid: 'Unpaid: collection was given up',
  paused: 'Paused',
  collection_paused: 'Collection is paused',
  scheduled: 'Has not begun',
  incomplete: 'First payment is missing',
  ended: 'Ended',
  cancelled: 'Cancelled',
  not_recurring: 'Nothing in it recurs at a fixed price',
  price_unknown: 'Its price is not known',
  other_currency: 'A discount is in another currency',
} as const;

/** @public */
export type NotCountedReason = keyof typeof NOT_COUNTED_REASONS;

/** The words for a reason, as `notCounted` of a subscription takes them. @public */
export function notCountedText(reason: NotCountedReason): string {
  return NOT_COUNTED_REASONS[reason];
}

/** Why the state of a subscription keeps it out, if it does. */
export function statusReason(
  { status, collectionPaused, cancelAtPeriodEnd }: RecurringSubscription,
  policy: MrrPolicy,
): NotCountedReason | undefined {
  if (status !== 'active' && policy.leavesOut.has(status)) {
    return status;
  }
  if (collectionPaused && !policy.countsPausedCollection) {
    return 'collection_paused';
  }
  return cancelAtPeriodEnd && !policy.countsUntilCancelled
    ? 'cancelled'
    : undefined;
}
