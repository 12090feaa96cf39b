import { newestFirst } from '../order';
import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import {
  instantSchema,
  recordList,
  shortText,
  sourceRecordSchema,
} from '../record';

/** @public */
export const TICKET_SEVERITIES = ['urgent', 'high', 'normal', 'low'] as const;

/** @public */
export const ticketSchema = sourceRecordSchema.extend({
  subject: shortText,
  status: z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed']),
  /** Mapped by config; undefined where nobody set one. */
  severity: z.enum(TICKET_SEVERITIES).optional(),
  /** By the company's rule (tag, priority, group …), not by guess. */
  escalated: z.boolean(),
  escalatedAt: instantSchema.optional(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  solvedAt: instantSchema.optional(),
  requester: shortText.optional(),
  assignee: shortText.optional(),
  /** When the next service level is missed, or was. */
  slaBreachAt: instantSchema.optional(),
});

/** @public */
export const ticketsSchema = z.object({
  /** Newest change first: open ones and history. */
  tickets: recordList(ticketSchema),
  /** All open tickets, whatever page `tickets` stopped at. */
  open: recordList(ticketSchema),
  /** All there are at the source, where it says so. */
  total: z.number().int().nonnegative().optional(),
});

/** @public */
export type Ticket = z.infer<typeof ticketSchema>;

/** What is open, and what was. @public */
export type TicketsData = z.infer<typeof ticketsSchema>;

/** @public */
export interface TicketsSummary {
  open: number;
  bySeverity: Partial<Record<(typeof TICKET_SEVERITIES)[number], number>>;
  oldestOpenAt?: string;
  /** Open and escalated now. */
  escalated: number;
  /** Escalated within the last 30 days, open or not. */
  escalatedRecently: number;
  slaBreached: number;
  total?: number;
}

const THIRTY_DAYS_MS = 30 * 24 * 3600 * 1000;

/** @public */
export function isOpenTicket(ticket: Ticket): boolean {
  return ticket.status !== 'solved' && ticket.status !== 'closed';
}

/** @public */
export const ticketsFacet = defineFacet<'tickets', TicketsData, TicketsSummary>(
  {
    id: 'tickets',
    section: 'support',
    schema: ticketsSchema,
    times: TIMES.minute,
    summarize: (data, now) => {
      const bySeverity: TicketsSummary['bySeverity'] = {};
      for (const { severity } of data.open) {
        if (severity) {
          bySeverity[severity] = (bySeverity[severity] ?? 0) + 1;
        }
      }
      const recent = new Date(now.getTime() - THIRTY_DAYS_MS).toISOString();
      const escalated = new Map(
        [...data.tickets, ...data.open]
          .filter(ticket => ticket.escalated)
          .map(ticket => [`${ticket.source}/${ticket.id}`, ticket]),
      );
      return {
        open: data.open.length,
        bySeverity,
        oldestOpenAt: data.open.map(({ createdAt }) => createdAt).sort()[0],
        escalated: data.open.filter(ticket => ticket.escalated).length,
        escalatedRecently: [...escalated.values()].filter(
          ticket => (ticket.escalatedAt ?? ticket.updatedAt) >= recent,
        ).length,
        slaBreached: data.open.filter(
          ({ slaBreachAt }) => slaBreachAt && new Date(slaBreachAt) < now,
        ).length,
        total: data.total,
      };
    },
    merge: parts => ({
      tickets: parts
        .flatMap(part => part.data.tickets)
        .sort(newestFirst(({ updatedAt }) => updatedAt)),
      open: parts.flatMap(part => part.data.open),
      total: parts.every(part => part.data.total !== undefined)
        ? parts.reduce((sum, part) => sum + part.data.total!, 0)
        : undefined,
    }),
    isEmpty: data => data.tickets.length === 0 && data.open.length === 0,
  },
);
