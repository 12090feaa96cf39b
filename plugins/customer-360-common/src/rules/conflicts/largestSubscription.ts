import type {
  Subscription,
  SubscriptionsData,
} from '../../facets/billing/subscriptions';

/** The one to open when a figure of all of them is in question. */
export function largestSubscription({
  subscriptions,
}: SubscriptionsData): Subscription | undefined {
  return [...subscriptions].sort(
    (a, b) => (b.mrr?.amount ?? -1) - (a.mrr?.amount ?? -1),
  )[0];
}
