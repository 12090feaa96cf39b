import type { Ticket } from '../../world/types.ts';
import { firstReplyTargets } from '../deskSettings.ts';
import type { DeskTicket } from '../HelpDesk.ts';
import { instant, minutesBetween } from './instants.ts';

/** A working day is 9 of 24 hours on 5 of 7 days. */
const BUSINESS_SHARE = (9 / 24) * (5 / 7);

/** The metric set of a ticket. @internal */
export function wireTicketMetric({ ticket }: DeskTicket, origin: string) {
  const reply = firstReplyAt(ticket);
  const lastComment = ticket.comments.at(-1)?.at ?? ticket.createdAt;
  const solvedAt = ticket.solvedAt;
  const resolution =
    solvedAt === undefined ? null : minutesBetween(ticket.createdAt, solvedAt);
  const replyMinutes =
    reply === undefined ? null : minutesBetween(ticket.createdAt, reply);
  const assignedAt =
    ticket.assignee === undefined ? null : instant(reply ?? ticket.createdAt);
  return {
    // Metric sets have numbers of their own; the ticket's stands in the field.
    id: ticket.id + 700_000_000,
    ticket_id: ticket.id,
    url: `${origin}/api/v2/ticket_metrics/${ticket.id + 700_000_000}.json`,
    group_stations: 1,
    assignee_stations: ticket.assignee === undefined ? 0 : 1,
    reopens: 0,
    replies: ticket.comments.filter(
      comment => comment.public && comment.authorId !== ticket.requesterId,
    ).length,
    assignee_updated_at: assignedAt,
    requester_updated_at: instant(ticket.createdAt),
    status_updated_at: instant(ticket.updatedAt),
    custom_status_updated_at: instant(ticket.updatedAt),
    initially_assigned_at: assignedAt,
    assigned_at: assignedAt,
    solved_at: solvedAt === undefined ? null : instant(solvedAt),
    latest_comment_added_at: instant(lastComment),
    reply_time_in_minutes: spans(replyMinutes),
    reply_time_in_seconds: {
      calendar: replyMinutes === null ? null : replyMinutes * 60,
    },
    first_resolution_time_in_minutes: spans(resolution),
    full_resolution_time_in_minutes: spans(resolution),
    agent_wait_time_in_minutes: spans(resolution === null ? null : 0),
    requester_wait_time_in_minutes: spans(resolution),
    on_hold_time_in_minutes: spans(0),
    created_at: instant(ticket.createdAt),
    updated_at: instant(ticket.updatedAt),
  };
}

/**
 * The SLA side load of a ticket. A breach is a stage `active` whose `breach_at`
 * lies in the past; there is no flag for it.
 *
 * @internal
 */
export function wireSlas({ ticket }: DeskTicket) {
  if (ticket.slaBreachAt === undefined) {
    const target = ticket.priority && firstReplyTargets[ticket.priority];
    if (target === null || firstReplyAt(ticket) !== undefined) {
      return { policy_metrics: [] };
    }
    return {
      policy_metrics: [
        policyMetric(
          'first_reply_time',
          new Date(
            Date.parse(ticket.createdAt) + target * 60_000,
          ).toISOString(),
        ),
      ],
    };
  }
  return {
    policy_metrics: [
      policyMetric(
        firstReplyAt(ticket) === undefined
          ? 'first_reply_time'
          : 'requester_wait_time',
        ticket.slaBreachAt,
      ),
    ],
  };
}

function policyMetric(metric: string, breachAt: string) {
  return { breach_at: instant(breachAt), stage: 'active', metric };
}

function firstReplyAt(ticket: Ticket): string | undefined {
  return ticket.comments.find(
    comment => comment.public && comment.authorId !== ticket.requesterId,
  )?.at;
}

function spans(calendar: number | null) {
  return {
    calendar,
    business: calendar === null ? null : Math.round(calendar * BUSINESS_SHARE),
  };
}
