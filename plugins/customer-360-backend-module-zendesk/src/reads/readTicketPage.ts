import { SourceError } from '@customer-360/backstage-plugin-customer-360-node';
import { ticketPageSchema } from '../api/wire';
import type { OrganizationReads } from './OrganizationReads';
import { TicketBatch } from './TicketBatch';

/** What comes beside every list of tickets, at no extra call. */
export const SIDELOADS = 'users,groups,slas,metric_sets';

/** One page of an organization's tickets. @internal */
export interface TicketPage {
  readonly batch: TicketBatch;
  /** Undefined on the last page. */
  readonly nextCursor?: string;
}

/** Zendesk's largest page. @internal */
export const MAX_PAGE = 100;

/**
 * A page of the organization's tickets, newest change first.
 *
 * @throws SourceError `identity_mismatch` for a ticket of another organization
 * @internal
 */
export async function readTicketPage(
  reads: OrganizationReads,
  request: { cursor?: string; limit: number },
): Promise<TicketPage> {
  const answer = await reads.api.get({
    operation: 'organizations.tickets',
    path: ['organizations', reads.organizationId, 'tickets'],
    query: {
      'page[size]': Math.min(request.limit, MAX_PAGE),
      'page[after]': request.cursor,
      sort: '-updated_at',
      include: SIDELOADS,
    },
    schema: ticketPageSchema,
  });
  if (
    answer.tickets.some(
      ({ organization_id: organization }) =>
        organization !== reads.organizationId,
    )
  ) {
    throw new SourceError('identity_mismatch');
  }
  const { has_more: hasMore, after_cursor: after } = answer.meta;
  return {
    batch: TicketBatch.of(answer, reads.config),
    // The last page still carries a cursor and a "next" link to an empty page.
    nextCursor: hasMore ? after ?? undefined : undefined,
  };
}

/** The first page, which most facets of the organization begin with. @internal */
export function readNewestTickets(
  reads: OrganizationReads,
): Promise<TicketPage> {
  return reads.once('tickets', () =>
    readTicketPage(reads, { limit: MAX_PAGE }),
  );
}
