import type { Ticket } from '@customer-360/backstage-plugin-customer-360-common';
import { createMessages } from '../messages/MessageRoom';

const ticketStatus: Record<Ticket['status'], string> = {
  new: 'New',
  open: 'Open',
  pending: 'Waiting for the customer',
  hold: 'On hold',
  solved: 'Solved',
  closed: 'Closed',
};

/** @internal */
export const supportMessages = createMessages('support', {
  open: 'Open tickets',
  history: 'Ticket history',
  satisfaction: 'Satisfaction',
  feedback: 'Feedback and known problems',
  ticket: 'Ticket',
  status: 'Status now',
  severity: 'Severity',
  created: 'Opened',
  updated: 'Last change',
  solved: 'Solved',
  requester: 'From',
  assignee: 'With',
  sla: 'Service level',
  slaMissed: (day: string) => `missed ${day}`,
  slaBy: (day: string) => `by ${day}`,
  escalated: 'escalated',
  ticketStatus,
  severities: {
    urgent: 'Urgent',
    high: 'High',
    normal: 'Normal',
    low: 'Low',
  },
  at: 'Date',
  rating: 'Rating',
  comment: 'In their words',
  good: 'Good',
  bad: 'Bad',
  ofMax: (score: string, max: string) => `${score} of ${max}`,
  kind: 'Kind',
  kinds: {
    request: 'Request',
    praise: 'Praise',
    complaint: 'Complaint',
    problem: 'Known problem',
  },
  what: 'What',
  itemOpen: 'Open',
  itemClosed: 'Closed',
  nothingOpen: 'Nothing is open.',
  summaryOpen: (open: number, escalated: number) =>
    `${open} open, ${escalated} escalated.`,
  feedbackCount: (n: number) => (n === 1 ? '1 entry.' : `${n} entries.`),
  summaryScale: (mean: string, max: string, n: number) =>
    `${mean} of ${max} from ${n} ${n === 1 ? 'answer' : 'answers'}.`,
  summaryBinary: (good: number, n: number) => `${good} of ${n} good.`,
  unknown: '–',
});
