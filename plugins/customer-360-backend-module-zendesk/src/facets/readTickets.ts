import {
  isOpenTicket,
  MAX_RECORDS,
  type TicketsData,
} from '@customer-360/backstage-plugin-customer-360-common';
import {
  Drift,
  type FacetReading,
  type FacetReadingPage,
} from '@customer-360/backstage-plugin-customer-360-node';
import { countTickets, findTickets } from '../reads/findTickets';
import type { OrganizationReads } from '../reads/OrganizationReads';
import { readNewestTickets, readTicketPage } from '../reads/readTicketPage';
import { toTicket } from './toTicket';

/** The newest tickets, and all open ones however old. @internal */
export async function readTickets(
  reads: OrganizationReads,
): Promise<FacetReading<TicketsData>> {
  const drift = new Drift();
  const { batch, nextCursor } = await readNewestTickets(reads);
  const tickets = batch.tickets.map(ticket =>
    toTicket(ticket, { reads, batch, drift }),
  );
  if (nextCursor === undefined) {
    return {
      data: {
        tickets,
        open: tickets.filter(isOpenTicket),
        total: tickets.length,
      },
      missing: drift.missing,
    };
  }
  const [older, total] = await Promise.all([
    findTickets(reads, 'status<solved'),
    countTickets(reads),
  ]);
  const listed = new Set(tickets.map(({ id }) => id));
  // The list is newer than the index: what it says of a ticket stands.
  const open = [
    ...tickets,
    ...older.batch.tickets
      .map(ticket => toTicket(ticket, { reads, batch: older.batch, drift }))
      .filter(({ id }) => !listed.has(id)),
  ].filter(isOpenTicket);
  if (older.truncated || open.length > MAX_RECORDS) {
    drift.add('There are more open tickets than could be read');
  }
  return {
    data: { tickets, open: open.slice(0, MAX_RECORDS), total },
    missing: drift.missing,
    truncated: true,
  };
}

/** One page of the whole history. @internal */
export async function pageTickets(
  reads: OrganizationReads,
  request: { cursor?: string; limit: number },
): Promise<FacetReadingPage<TicketsData>> {
  const drift = new Drift();
  const { batch, nextCursor } = await readTicketPage(reads, request);
  return {
    data: {
      tickets: batch.tickets.map(ticket =>
        toTicket(ticket, { reads, batch, drift }),
      ),
      // A page of the history says nothing about what is open.
      open: [],
    },
    nextCursor,
    missing: drift.missing,
  };
}
