import type { VendorResponse } from '../../server/types.ts';
import { cursorOf, positionOf } from '../paging.ts';
import { instant } from '../wire/instants.ts';
import { wireOrganization } from '../wire/organization.ts';
import { ZendeskError, zendeskErrors } from '../ZendeskError.ts';
import { ticketsWithSideloads } from './sideloads.ts';
import type { ZendeskCall } from './ZendeskCall.ts';

const MAX_PAGE = 1_000;
/** What changed in the last minute may still change: it is held back. */
const HOLD_BACK_S = 60;

/**
 * `GET /incremental/tickets/cursor?start_time=` and then `?cursor=`: everything
 * that changed since, the oldest change first, private groups' tickets too.
 *
 * @internal
 */
export async function incrementalTickets(
  call: ZendeskCall,
): Promise<VendorResponse> {
  call.caller.require('tickets');
  call.caller.requireAdmin();
  const { desk, origin, request } = call;
  const size = pageSize(call);
  const stamps = await desk.ticketStamps();
  const cursor = request.query.get('cursor');
  let start: number;
  if (cursor === null) {
    const since = new Date(startTime(call) * 1_000).toISOString();
    const first = stamps.findIndex(stamp => stamp.updatedAt >= since);
    start = first === -1 ? stamps.length : first;
  } else {
    start = positionOf(cursor) + 1;
  }
  const page = stamps.slice(start, start + size);
  const end = start + page.length;
  const found = page.flatMap(stamp => desk.ticket(stamp.id) ?? []);
  const { tickets, sideloads } = ticketsWithSideloads(call, found);
  const after = cursorOf(end - 1);
  const query = new URLSearchParams(request.query);
  query.delete('start_time');
  query.set('cursor', after);
  return {
    status: 200,
    body: {
      tickets,
      ...sideloads,
      after_url: `${origin}${request.path}?${query}`,
      before_url: null,
      after_cursor: after,
      before_cursor: null,
      end_of_stream: end >= stamps.length,
    },
  };
}

/** `GET /incremental/organizations?start_time=`, by time. @internal */
export function incrementalOrganizations(call: ZendeskCall): VendorResponse {
  call.caller.require('organizations');
  call.caller.requireAdmin();
  const size = pageSize(call);
  const since = startTime(call);
  const all = [...call.desk.organizations()]
    .map(organization => ({
      organization,
      at: Math.floor(Date.parse(organization.company.createdAt) / 1_000),
    }))
    .filter(each => each.at >= since)
    .sort((a, b) => a.at - b.at);
  const page = all.slice(0, size);
  const last = page.at(-1);
  // Several changes of one second must not be cut: the page grows past its size.
  while (last && page.length < all.length && all[page.length].at === last.at) {
    page.push(all[page.length]);
  }
  const endTime = last
    ? last.at + 1
    : Math.floor(call.now.getTime() / 1_000) - HOLD_BACK_S;
  const query = new URLSearchParams(call.request.query);
  query.set('start_time', String(endTime));
  return {
    status: 200,
    body: {
      organizations: page.map(each =>
        wireOrganization(each.organization, call.origin),
      ),
      next_page: `${call.origin}${call.request.path}?${query}`,
      end_time: endTime,
      count: page.length,
      end_of_stream: page.length === all.length,
    },
  };
}

function startTime(call: ZendeskCall): number {
  const given = Number(call.request.query.get('start_time') ?? Number.NaN);
  if (!Number.isInteger(given) || given < 0) {
    throw zendeskErrors.invalidParameter('start_time', 'must be an integer');
  }
  const newest = Math.floor(call.now.getTime() / 1_000) - HOLD_BACK_S;
  if (given > newest) {
    throw new ZendeskError(400, {
      error: 'StartTimeTooRecent',
      description: `Too recent start_time. Use a start_time older than ${HOLD_BACK_S} seconds, before ${instant(
        new Date(newest * 1_000).toISOString(),
      )}`,
    });
  }
  return given;
}

function pageSize(call: ZendeskCall): number {
  const given = Number(call.request.query.get('per_page') ?? MAX_PAGE);
  return Number.isInteger(given) && given >= 1
    ? Math.min(given, MAX_PAGE)
    : MAX_PAGE;
}
