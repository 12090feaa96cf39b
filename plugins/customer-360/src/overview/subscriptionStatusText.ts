import type { Subscription } from '@customer-360/backstage-plugin-customer-360-common';
import type { Tone } from '../design/tokens';
import { dayOfInstant, formatNearDay } from '../format/formatDate';
import type { overviewMessages } from './messages';

/** Status of a subscription with the date that goes with it. @internal */
export function subscriptionStatusText(
  subscription: Subscription,
  m: Pick<
    typeof overviewMessages.messages,
    'subscriptionStatus' | 'trialEndsOn' | 'endsOn'
  >,
): { text: string; tone?: Tone } {
  const { status, trialEndsAt, endsAt } = subscription;
  if (status === 'trialing' && trialEndsAt) {
    return {
      text: m.trialEndsOn(formatNearDay(dayOfInstant(trialEndsAt))),
      tone: 'watch',
    };
  }
  if (status === 'past_due' || status === 'unpaid') {
    return { text: m.subscriptionStatus[status], tone: 'down' };
  }
  if (status === 'active' && endsAt) {
    return {
      text: m.endsOn(formatNearDay(dayOfInstant(endsAt))),
      tone: 'watch',
    };
  }
  return { text: m.subscriptionStatus[status] };
}
