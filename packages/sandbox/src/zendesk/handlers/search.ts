import type { VendorResponse } from '../../server/types.ts';
import type { DeskTicket } from '../HelpDesk.ts';
import { cursorPage, offsetLink, offsetOf } from '../paging.ts';
import {
  deskQuery,
  matchesText,
  matchesTicket,
  organizationsNamed,
} from '../search/ticketQuery.ts';
import type { DeskQuery } from '../search/ticketQuery.ts';
import { wireOrganization } from '../wire/organization.ts';
import { wireUser } from '../wire/user.ts';
import { zendeskErrors } from '../ZendeskError.ts';
import { ticketsWithSideloads } from './sideloads.ts';
import { sortedBy } from './sortTickets.ts';
import { visibleTickets } from './tickets.ts';
import { maySee } from './ZendeskCall.ts';
import type { ZendeskCall } from './ZendeskCall.ts';

/** `count` says how many there are; only so many can be read. */
const MAX_RESULTS = 1_000;
const MAX_EXPORT_PAGE = 1_000;

type Result = Record<string, unknown>;

/** `GET /search?query=`: offset paging alone, the first 1,000 results. @internal */
export async function search(call: ZendeskCall): Promise<VendorResponse> {
  call.caller.require('search');
  const { request } = call;
  if ([...request.query.keys()].some(name => name.startsWith('page['))) {
    throw zendeskErrors.invalidParameter('page', 'must be an integer');
  }
  const text = requireQuery(call);
  const { page, perPage } = offsetOf(request);
  if (page * perPage > MAX_RESULTS) {
    throw zendeskErrors.searchLimit();
  }
  const query = deskQuery(text);
  const sortBy = request.query.get('sort_by') ?? 'updated_at';
  const descending = request.query.get('sort_order') !== 'asc';
  const tickets = sortedBy(
    query.type === undefined || query.type === 'ticket'
      ? await matchingTickets(call, query)
      : [],
    sortBy,
    descending,
  );
  const others = otherResults(call, query);
  const start = (page - 1) * perPage;
  const shown = tickets.slice(start, start + perPage);
  const count = tickets.length + others.length;
  return {
    status: 200,
    body: {
      results: [
        ...ticketResults(call, shown),
        ...others.slice(
          Math.max(0, start - tickets.length),
          Math.max(0, start + perPage - tickets.length),
        ),
      ],
      facets: null,
      next_page:
        page * perPage < Math.min(count, MAX_RESULTS)
          ? offsetLink(request, call.origin, page + 1)
          : null,
      previous_page:
        page > 1 ? offsetLink(request, call.origin, page - 1) : null,
      count,
    },
  };
}

/** `GET /search/export?query=&filter[type]=`: cursor paging, no ceiling. @internal */
export async function searchExport(call: ZendeskCall): Promise<VendorResponse> {
  call.caller.require('search');
  const type = call.request.query.get('filter[type]');
  if (type === null) {
    throw zendeskErrors.invalidParameter('filter[type]', 'must be given');
  }
  const query = deskQuery(requireQuery(call));
  if (type !== 'ticket') {
    const page = cursorPage(
      call.request,
      call.origin,
      otherResults(call, { ...query, type }),
      MAX_EXPORT_PAGE,
    );
    return {
      status: 200,
      body: { results: page.items, facets: null, ...page.envelope },
    };
  }
  // An export comes in the order of creation, whatever is asked for.
  const tickets = sortedBy(
    await matchingTickets(call, query),
    'created_at',
    false,
  );
  const page = cursorPage(call.request, call.origin, tickets, MAX_EXPORT_PAGE);
  return {
    status: 200,
    body: {
      results: ticketResults(call, page.items),
      facets: null,
      ...page.envelope,
    },
  };
}

function requireQuery(call: ZendeskCall): string {
  const text = call.request.query.get('query');
  if (text === null) {
    throw zendeskErrors.invalidParameter('query', 'must be given');
  }
  return text;
}

async function matchingTickets(
  call: ZendeskCall,
  query: DeskQuery,
): Promise<DeskTicket[]> {
  const named = organizationsNamed(query);
  const candidates = named
    ? named
        .flatMap(id => call.desk.organization(id) ?? [])
        .flatMap(({ company, id }) => call.desk.ticketsOf(company, id))
        .filter(each => maySee(call, each) && call.lists(each.company.index))
    : await visibleTickets(call);
  return candidates.filter(each => matchesTicket(query, each, call.desk));
}

function ticketResults(
  call: ZendeskCall,
  found: readonly DeskTicket[],
): Result[] {
  return ticketsWithSideloads(call, found).tickets.map(ticket => ({
    ...ticket,
    result_type: 'ticket',
  }));
}

function otherResults(call: ZendeskCall, query: DeskQuery): Result[] {
  switch (query.type) {
    case 'organization':
      return [...call.desk.organizations()]
        .filter(each => call.lists(each.company.index))
        .map(each => wireOrganization(each, call.origin))
        .filter(each =>
          matchesText(query, `${each.name} ${each.domain_names.join(' ')}`),
        )
        .map(each => ({ ...each, result_type: 'organization' }));
    case 'user':
      return Array.from({ length: call.desk.size }, (_, index) =>
        call.lists(index) ? call.desk.usersOf(call.desk.company(index)) : [],
      )
        .flat()
        .map(user => wireUser(user, call.origin))
        .filter(user => matchesText(query, `${user.name} ${user.email}`))
        .map(user => ({ ...user, result_type: 'user' }));
    default:
      return [];
  }
}
