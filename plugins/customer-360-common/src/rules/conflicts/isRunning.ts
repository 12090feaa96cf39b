import type { Subscription } from '../../facets/billing/subscriptions';

/** True while the customer has what the subscription is for. */
export function isRunning(status: Subscription['status']): boolean {
  return status === 'active' || status === 'past_due' || status === 'trialing';
}
