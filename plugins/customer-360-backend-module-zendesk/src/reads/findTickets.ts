import { MAX_RECORDS } from '@customer-360/backstage-plugin-customer-360-common';
import {
  paginate,
  SourceError,
} from '@customer-360/backstage-plugin-customer-360-node';
import { groupPageSchema, searchSchema, ticketsSchema } from '../api/wire';
import type { OrganizationReads } from './OrganizationReads';
import { MAX_PAGE, SIDELOADS } from './readTicketPage';
import { groupRule, TicketBatch } from './TicketBatch';

/** Zendesk's search ends after 1,000 results. */
const MAX_SEARCH_PAGES = MAX_RECORDS / MAX_PAGE;
const MAX_GROUP_PAGES = 5;

/** @internal */
export interface FoundTickets {
  readonly batch: TicketBatch;
  readonly truncated: boolean;
}

/**
 * The organization's tickets that match a query. The search is an index and
 * some minutes behind: only the ids are taken from it, and the tickets are read
 * where they are.
 *
 * @param query - in Zendesk's search language, beside type and organization
 * @internal
 */
export async function findTickets(
  reads: OrganizationReads,
  query: string,
): Promise<FoundTickets> {
  const text = await ticketQuery(reads, query);
  const { items, truncated } = await paginate(
    async cursor => {
      const page = Number(cursor ?? 1);
      const answer = await reads.api.get({
        operation: 'search.tickets',
        path: ['search'],
        query: {
          query: text,
          sort_by: 'updated_at',
          sort_order: 'desc',
          per_page: MAX_PAGE,
          page,
        },
        schema: searchSchema,
      });
      return {
        items: answer.results,
        next: answer.next_page ? String(page + 1) : undefined,
      };
    },
    { maxPages: MAX_SEARCH_PAGES },
  );
  const batch = await readTickets(
    reads,
    items.map(({ id }) => id),
  );
  return {
    // The index may still name a ticket that was moved to somebody else.
    batch: batch.filter(
      ({ organization_id: organization }) =>
        organization === reads.organizationId,
    ),
    truncated,
  };
}

/**
 * How many tickets the organization has, without those of private groups.
 *
 * @internal
 */
export async function countTickets(reads: OrganizationReads): Promise<number> {
  const { count } = await reads.api.get({
    operation: 'search.count',
    path: ['search'],
    query: { query: await ticketQuery(reads, ''), per_page: 1 },
    schema: searchSchema,
  });
  return count;
}

/** Tickets by id, of whatever organization. @internal */
export async function readTickets(
  reads: Pick<OrganizationReads, 'api' | 'config'>,
  ids: readonly number[],
): Promise<TicketBatch> {
  const batches: Array<Promise<TicketBatch>> = [];
  for (let start = 0; start < ids.length; start += MAX_PAGE) {
    const asked = ids.slice(start, start + MAX_PAGE);
    batches.push(
      reads.api
        .get({
          operation: 'tickets.show_many',
          path: ['tickets', 'show_many'],
          query: { ids: asked.join(','), include: SIDELOADS },
          schema: ticketsSchema,
        })
        .then(answer => {
          const wanted = new Set(asked);
          if (answer.tickets.some(({ id }) => !wanted.has(id))) {
            throw new SourceError('identity_mismatch');
          }
          return TicketBatch.of(answer, reads.config);
        }),
    );
  }
  return TicketBatch.concat(await Promise.all(batches));
}

async function ticketQuery(
  reads: OrganizationReads,
  query: string,
): Promise<string> {
  const hidden = await reads.once('hidden-groups', () =>
    readHiddenGroups(reads),
  );
  return [
    'type:ticket',
    `organization:${reads.organizationId}`,
    query,
    ...hidden.map(id => `-group:${id}`),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Groups whose tickets must not even be counted. */
async function readHiddenGroups(reads: OrganizationReads): Promise<number[]> {
  const { items } = await paginate(
    async cursor => {
      const { groups, meta } = await reads.api.get({
        operation: 'groups.list',
        path: ['groups'],
        query: { 'page[size]': MAX_PAGE, 'page[after]': cursor },
        schema: groupPageSchema,
      });
      return {
        items: groups,
        next: meta.has_more ? meta.after_cursor ?? undefined : undefined,
      };
    },
    { maxPages: MAX_GROUP_PAGES },
  );
  const isShown = groupRule(items, reads.config);
  return items.map(({ id }) => id).filter(id => !isShown(id));
}
