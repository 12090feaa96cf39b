import type { Drift } from '@customer-360/backstage-plugin-customer-360-node';
import {
  toShortText,
  type Ticket,
} from '@customer-360/backstage-plugin-customer-360-common';
import { z } from 'zod';
import type { WireTicket } from '../api/wire';
import type { ZendeskSourceParts } from '../reads/OrganizationReads';
import type { TicketBatch } from '../reads/TicketBatch';

const statusSchema = z.enum([
  'new',
  'open',
  'pending',
  'hold',
  'solved',
  'closed',
]);

const prioritySchema = z.enum(['urgent', 'high', 'normal', 'low']);

const slasSchema = z.object({
  policy_metrics: z.array(
    z.object({
      stage: z.string(),
      breach_at: z.iso.datetime({ offset: true }).nullish(),
    }),
  ),
});

const metricSetSchema = z.object({
  solved_at: z.iso.datetime({ offset: true }).nullish(),
});

/** A ticket in the words of the model. @internal */
export function toTicket(
  ticket: WireTicket,
  context: {
    reads: Pick<ZendeskSourceParts, 'sourceId' | 'config' | 'links'>;
    batch: TicketBatch;
    drift: Drift;
  },
): Ticket {
  const { reads, batch, drift } = context;
  const { config } = reads;
  const priority = drift.optional(
    prioritySchema,
    ticket.priority,
    'The priority of some tickets',
  );
  const status = statusSchema.safeParse(ticket.status);
  if (!status.success) {
    // What is not known to be done is open: somebody may be waiting.
    drift.add('Some tickets have a status that is not known and count as open');
  }
  const metrics = drift.optional(
    metricSetSchema,
    ticket.metric_set,
    'The times of some tickets',
  );
  const { tags, groups, priorities } = config.escalation;
  return {
    source: reads.sourceId,
    id: String(ticket.id),
    url: reads.links.ticket(ticket.id),
    subject: toShortText(ticket.subject || `Ticket ${ticket.id}`),
    status: status.success ? status.data : 'open',
    severity: priority && config.severities[priority],
    escalated:
      tags.some(tag => ticket.tags.includes(tag)) ||
      groups.some(group => group === ticket.group_id) ||
      (priority !== undefined && priorities.includes(priority)),
    createdAt: ticket.created_at,
    updatedAt: ticket.updated_at,
    solvedAt: toInstant(metrics?.solved_at),
    requester: nameIn(batch, ticket.requester_id),
    assignee: nameIn(batch, ticket.assignee_id),
    slaBreachAt: nextBreach(ticket, drift),
  };
}

function nameIn(
  batch: TicketBatch,
  userId: number | null | undefined,
): string | undefined {
  const name = batch.nameOf(userId);
  return name === undefined ? undefined : toShortText(name);
}

/**
 * The next service level that runs out, or the first that did: Zendesk has no
 * flag for a breach, only an active stage whose time is over.
 */
function nextBreach(ticket: WireTicket, drift: Drift): string | undefined {
  const slas = drift.optional(
    slasSchema,
    ticket.slas,
    'The service levels of some tickets',
  );
  return slas?.policy_metrics
    .filter(({ stage }) => stage === 'active')
    .flatMap(metric => toInstant(metric.breach_at) ?? [])
    .sort()[0];
}

function toInstant(value: string | null | undefined): string | undefined {
  return value ? new Date(value).toISOString() : undefined;
}
