import type { Subscription } from '@customer-360/backstage-plugin-customer-360-common';

/**
 * Stripe's status in our words; undefined for one that is not known here, which
 * must not be guessed.
 */
export function subscriptionStatus(
  status: string,
): Subscription['status'] | undefined {
  switch (status) {
    case 'active':
    case 'past_due':
    case 'trialing':
    case 'unpaid':
    case 'paused':
    case 'incomplete':
      return status;
    case 'canceled':
    case 'incomplete_expired':
      return 'ended';
    default:
      return undefined;
  }
}
