import type { LookedFigure } from '@customer-360/backstage-plugin-customer-360-common';
import { createMessages } from '../messages/MessageRoom';

const figures: Record<LookedFigure, string> = {
  mrr: 'MRR',
  overdue: 'Overdue',
  contractEnd: 'End of the contract',
  notice: 'Last day of notice',
  weeklyActive: 'Weekly active users',
  seats: 'Seats',
  health: 'Health',
  nps: 'NPS',
  openTickets: 'Open tickets',
  urgentTickets: 'Urgent tickets',
};

/** @internal */
export const sinceMessages = createMessages('since', {
  figures,
  mark: 'New to you',
  title: (when: string) => `Changed since you looked ${when} ago`,
  evidence: (when: string, changes: string) =>
    `Changed since you looked ${when} ago: ${changes}`,
  change: (figure: string, before: string, after: string) =>
    `${figure}: ${after}, was ${before}`,
  appeared: (figure: string, after: string) => `${figure}: ${after}, was none`,
  gone: (figure: string, before: string) => `${figure}: none, was ${before}`,
});
