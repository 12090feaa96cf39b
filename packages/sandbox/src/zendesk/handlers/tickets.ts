import type { VendorResponse } from '../../server/types.ts';
import type { Ticket } from '../../world/types.ts';
import type { DeskTicket } from '../HelpDesk.ts';
import { paged } from '../paging.ts';
import { wireAudits, wireComments } from '../wire/thread.ts';
import { incidentsOf } from '../wire/ticket.ts';
import { wireTicketMetric } from '../wire/ticketMetric.ts';
import { wireUser } from '../wire/user.ts';
import { ticketsWithSideloads } from './sideloads.ts';
import { sortTickets } from './sortTickets.ts';
import { idList, maySee, requireTicket } from './ZendeskCall.ts';
import type { ZendeskCall } from './ZendeskCall.ts';

type Parameters = Readonly<Record<string, string>>;

/** `GET /tickets/{id}` @internal */
export function showTicket(
  call: ZendeskCall,
  parameters: Parameters,
): VendorResponse {
  call.caller.require('tickets');
  const found = requireTicket(call, parameters.id);
  const { tickets, sideloads } = ticketsWithSideloads(call, [found]);
  return { status: 200, body: { ticket: tickets[0], ...sideloads } };
}

/** `GET /tickets`: archived ones are left out. @internal */
export async function listTickets(call: ZendeskCall): Promise<VendorResponse> {
  call.caller.require('tickets');
  const all = await visibleTickets(call);
  return ticketsPage(
    call,
    sortTickets(
      call.request,
      all.filter(each => !isArchived(call, each.ticket)),
    ),
  );
}

/** `GET /problems`: problem tickets of the whole account. @internal */
export async function listProblems(call: ZendeskCall): Promise<VendorResponse> {
  call.caller.require('tickets');
  const all = await visibleTickets(call);
  return ticketsPage(
    call,
    all.filter(each => incidentsOf(each, call.desk).length > 0),
  );
}

/** `GET /tickets/show_many?ids=` @internal */
export function showManyTickets(call: ZendeskCall): VendorResponse {
  call.caller.require('tickets');
  const found = idList(call.request, 'ids')
    .flatMap(id => call.desk.ticket(Number(id)) ?? [])
    .filter(each => maySee(call, each));
  return ticketsPage(call, found);
}

/** `GET /tickets/{id}/comments`, oldest first, or `sort_order=desc`, `sort=-created_at`. @internal */
export function ticketComments(
  call: ZendeskCall,
  parameters: Parameters,
): VendorResponse {
  call.caller.require('tickets');
  const { query } = call.request;
  const found = requireTicket(call, parameters.id);
  const comments = wireComments(found);
  if (
    query.get('sort_order') === 'desc' ||
    query.get('sort') === '-created_at'
  ) {
    comments.reverse();
  }
  const page = paged(call.request, call.origin, comments);
  const authors = new Set(page.items.map(comment => comment.author_id));
  return {
    status: 200,
    body: {
      comments: page.items,
      ...((query.get('include') ?? '').split(',').includes('users') && {
        users: [...authors]
          .flatMap(id => call.desk.user(id) ?? [])
          .map(user => wireUser(user, call.origin)),
      }),
      ...page.envelope,
    },
  };
}

/** `GET /tickets/{id}/audits` @internal */
export function ticketAudits(
  call: ZendeskCall,
  parameters: Parameters,
): VendorResponse {
  call.caller.require('tickets');
  const found = requireTicket(call, parameters.id);
  const page = paged(call.request, call.origin, wireAudits(found));
  return { status: 200, body: { audits: page.items, ...page.envelope } };
}

/** `GET /tickets/{id}/metrics` @internal */
export function showTicketMetric(
  call: ZendeskCall,
  parameters: Parameters,
): VendorResponse {
  call.caller.require('tickets');
  const found = requireTicket(call, parameters.id);
  return {
    status: 200,
    body: { ticket_metric: wireTicketMetric(found, call.origin) },
  };
}

/** `GET /ticket_metrics` @internal */
export async function listTicketMetrics(
  call: ZendeskCall,
): Promise<VendorResponse> {
  call.caller.require('tickets');
  const page = paged(call.request, call.origin, await visibleTickets(call));
  return {
    status: 200,
    body: {
      ticket_metrics: page.items.map(each =>
        wireTicketMetric(each, call.origin),
      ),
      ...page.envelope,
    },
  };
}

/** `GET /tickets/{id}/incidents` of a problem. @internal */
export function ticketIncidents(
  call: ZendeskCall,
  parameters: Parameters,
): VendorResponse {
  call.caller.require('tickets');
  const found = requireTicket(call, parameters.id);
  return ticketsPage(
    call,
    incidentsOf(found, call.desk).filter(each => maySee(call, each)),
  );
}

/** All tickets of the account that the caller may see. @internal */
export async function visibleTickets(call: ZendeskCall): Promise<DeskTicket[]> {
  const found: DeskTicket[] = [];
  for await (const each of call.desk.tickets()) {
    if (maySee(call, each) && call.lists(each.company.index)) {
      found.push(each);
    }
  }
  return found;
}

/** A ticket is archived 120 days after it was closed. */
function isArchived(call: ZendeskCall, ticket: Ticket): boolean {
  return (
    ticket.status === 'closed' &&
    Date.parse(call.desk.today) - Date.parse(ticket.updatedAt) >
      120 * 86_400_000
  );
}

function ticketsPage(
  call: ZendeskCall,
  found: readonly DeskTicket[],
): VendorResponse {
  const page = paged(call.request, call.origin, found);
  const { tickets, sideloads } = ticketsWithSideloads(call, page.items);
  return { status: 200, body: { tickets, ...sideloads, ...page.envelope } };
}
