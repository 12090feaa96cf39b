import type { Ticket as SdkTicket } from 'node-zendesk/clients/core/tickets';
import type { Ticket } from '../../world/types.ts';
import {
  deskStatuses,
  escalatedStatus,
  privateGroup,
  severityField,
  supportGroup,
} from '../deskSettings.ts';
import type { DeskTicket, HelpDesk } from '../HelpDesk.ts';
import { instant } from './instants.ts';
import type { Nullable } from './Nullable.ts';

/** The group that works on a ticket. @internal */
export function groupOf(ticket: Ticket) {
  return ticket.privateGroup ? privateGroup : supportGroup;
}

/** Whether other tickets hang on this one as on their problem. @internal */
export function incidentsOf(
  { ticket, company }: DeskTicket,
  desk: HelpDesk,
): DeskTicket[] {
  return desk
    .ticketsOf(company)
    .filter(each => each.ticket.problemId === ticket.id);
}

/** The word of the account for a ticket's status. */
function customStatusId(ticket: Ticket): number {
  if (ticket.escalatedAt !== undefined && ticket.status === 'open') {
    return escalatedStatus.id;
  }
  // A closed ticket keeps the custom status it was solved with.
  const category = ticket.status === 'closed' ? 'solved' : ticket.status;
  return (
    deskStatuses.find(each => each.category === category)?.id ??
    deskStatuses[0].id
  );
}

/** What `ticket.satisfaction_rating` holds. @internal */
export function ratingOf(ticket: Ticket) {
  const { satisfaction } = ticket;
  return satisfaction
    ? {
        id: satisfaction.id,
        score: satisfaction.score,
        comment: satisfaction.comment ?? null,
        reason: 'No reason provided',
        reason_id: 0,
      }
    : { score: 'unoffered' };
}

/** A ticket. @internal */
export function wireTicket(
  found: DeskTicket,
  desk: HelpDesk,
  origin: string,
): Nullable<Omit<SdkTicket, 'status'>> & {
  generated_timestamp: number;
  /** Exports call a deleted ticket so. */
  status: Ticket['status'] | 'deleted';
} {
  const { ticket } = found;
  const severity =
    ticket.priority === null ? null : severityField.values[ticket.priority];
  const hasIncidents = incidentsOf(found, desk).length > 0;
  return {
    url: `${origin}/api/v2/tickets/${ticket.id}.json`,
    id: ticket.id,
    external_id: null,
    via: {
      channel: 'email',
      source: { from: {}, to: {}, rel: null },
    },
    created_at: instant(ticket.createdAt),
    updated_at: instant(ticket.updatedAt),
    generated_timestamp: Math.floor(Date.parse(ticket.updatedAt) / 1_000),
    type: hasIncidents ? 'problem' : ticket.type,
    subject: ticket.subject,
    raw_subject: ticket.subject,
    description: ticket.comments[0]?.body ?? ticket.subject,
    priority: ticket.priority,
    status: found.deletedAt === undefined ? ticket.status : 'deleted',
    custom_status_id: customStatusId(ticket),
    recipient: null,
    requester_id: ticket.requesterId,
    submitter_id: ticket.requesterId,
    assignee_id: desk.staffByKey(ticket.assignee)?.zendeskUserId ?? null,
    organization_id: desk.organization(ticket.organization)?.id ?? null,
    group_id: groupOf(ticket).id,
    collaborator_ids: [],
    follower_ids: [],
    email_cc_ids: [],
    forum_topic_id: null,
    problem_id: ticket.problemId ?? null,
    has_incidents: hasIncidents,
    is_public: ticket.comments.some(comment => comment.public),
    due_at: null,
    tags: [...ticket.tags],
    custom_fields:
      severity === null ? [] : [{ id: severityField.id, value: severity }],
    satisfaction_rating: ratingOf(ticket),
    sharing_agreement_ids: [],
    followup_ids: [],
    brand_id: 360_000_000_301,
    ticket_form_id: 360_000_000_402,
    allow_channelback: false,
    allow_attachments: true,
    from_messaging_channel: false,
  };
}
