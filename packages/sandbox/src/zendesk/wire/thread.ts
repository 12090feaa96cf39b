import type { TicketComment } from 'node-zendesk/clients/core/tickets';
import type { Ticket } from '../../world/types.ts';
import type { DeskTicket } from '../HelpDesk.ts';
import { instant } from './instants.ts';

const VIA = {
  channel: 'web',
  source: { from: {}, to: {}, rel: null },
} as const;

/** An audit's number follows its comment's or its ticket's. */
const AUDIT_SHIFT = 100_000_000_000;

/** The comments of a ticket, the oldest first; internal notes among them. @internal */
export function wireComments({ ticket }: DeskTicket): TicketComment[] {
  return ticket.comments.map(comment => ({
    id: comment.id,
    type: 'Comment',
    author_id: comment.authorId,
    body: comment.body,
    html_body: `<div class="zd-comment" dir="auto"><p dir="auto">${escaped(
      comment.body,
    )}</p></div>`,
    plain_body: comment.body,
    public: comment.public,
    attachments: [],
    audit_id: comment.id + AUDIT_SHIFT,
    via: VIA,
    created_at: instant(comment.at),
    metadata: { system: {}, custom: {} },
  }));
}

interface AuditEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What happened to a ticket, the oldest first. @internal */
export function wireAudits({ ticket }: DeskTicket) {
  const audits: {
    at: string;
    authorId: number;
    id: number;
    events: AuditEvent[];
  }[] = ticket.comments.map((comment, at) => ({
    at: comment.at,
    authorId: comment.authorId,
    id: comment.id + AUDIT_SHIFT,
    events: [
      {
        type: 'Comment',
        author_id: comment.authorId,
        body: comment.body,
        public: comment.public,
        attachments: [],
      },
      ...(at === 0 ? creation(ticket) : []),
    ],
  }));
  const agent = ticket.comments.at(-1)?.authorId ?? ticket.requesterId;
  if (ticket.escalatedAt !== undefined) {
    audits.push({
      at: ticket.escalatedAt,
      authorId: agent,
      id: ticket.id + 2 * AUDIT_SHIFT,
      events: [
        {
          type: 'Change',
          field_name: 'tags',
          value: ticket.tags,
          previous_value: ticket.tags.filter(tag => tag !== 'escalated'),
        },
      ],
    });
  }
  if (ticket.solvedAt !== undefined) {
    audits.push({
      at: ticket.solvedAt,
      authorId: agent,
      id: ticket.id + 3 * AUDIT_SHIFT,
      events: [
        {
          type: 'Change',
          field_name: 'status',
          value: 'solved',
          previous_value: 'open',
        },
      ],
    });
  }
  return audits
    .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
    .map(audit => ({
      id: audit.id,
      ticket_id: ticket.id,
      created_at: instant(audit.at),
      author_id: audit.authorId,
      metadata: { system: {}, custom: {} },
      via: VIA,
      events: audit.events.map((event, at) => ({
        id: audit.id + at,
        ...event,
      })),
    }));
}

function creation(ticket: Ticket): AuditEvent[] {
  return [
    { type: 'Create', field_name: 'subject', value: ticket.subject },
    { type: 'Create', field_name: 'status', value: 'new' },
    { type: 'Create', field_name: 'priority', value: ticket.priority },
    { type: 'Create', field_name: 'type', value: ticket.type },
  ];
}

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
