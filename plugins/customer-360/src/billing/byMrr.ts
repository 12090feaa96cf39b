import type { Subscription } from '@customer-360/backstage-plugin-customer-360-common';

/** What runs before what has ended, and what brings most first. @internal */
export function byMrr(a: Subscription, b: Subscription): number {
  const ended = (subscription: Subscription) =>
    Number(subscription.status === 'ended');
  return ended(a) - ended(b) || (b.mrr?.amount ?? 0) - (a.mrr?.amount ?? 0);
}
