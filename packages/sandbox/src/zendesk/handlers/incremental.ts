import type { VendorResponse } from '../../server/types.ts';
import type { TicketStamp } from '../TicketStamps.ts';
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
  const cursor = request.query.get('cursor');
  const place =
    cursor === null ? { at: startTime(call) * 1_000, id: -1 } : placeOf(cursor);
  const stamps = await desk.ticketStamps.after(place, size + 1);
  const page = stamps.slice(0, size);
  const found = page
    .flatMap(stamp => desk.ticketEvenDeleted(stamp.id) ?? [])
    .filter(each => call.lists(each.company.index));
  const { tickets, sideloads } = ticketsWithSideloads(call, found);
  const after = cursorAt(page.at(-1) ?? place);
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
      end_of_stream: stamps.length <= size,
    },
  };
}

/** A cursor is a time and no position: what changes while it is read comes later. */
function cursorAt({ at, id }: TicketStamp): string {
  return Buffer.from(`t|${at}|${id}`).toString('base64url');
}

function placeOf(cursor: string): TicketStamp {
  const match = /^t\|(\d{1,15})\|(-1|\d{1,15})$/.exec(
    Buffer.from(cursor, 'base64url').toString('utf8'),
  );
  if (!match) {
    throw zendeskErrors.pagination(
      'InvalidPaginationParameter',
      'cursor must be the after_cursor of an earlier answer',
    );
  }
  return { at: Number(match[1]), id: Number(match[2]) };
}

/** `GET /incremental/organizations?start_time=`, by time. @internal */
export async function incrementalOrganizations(
  call: ZendeskCall,
): Promise<VendorResponse> {
  call.caller.require('organizations');
  call.caller.requireAdmin();
  const size = pageSize(call);
  const since = startTime(call);
  const { changes, organizationStamps } = call.desk;
  const stamps = await organizationStamps.all();
  const all = stamps
    .map(({ id, index, at }) => {
      const change = changes.organizations.get(id);
      return {
        id,
        at: Math.floor((change ? Date.parse(change.updatedAt) : at) / 1_000),
        // What was deleted is not told of: it is no longer there
        shown: change?.deletedAt === undefined && call.lists(index),
      };
    })
    .filter(each => each.shown && each.at >= since)
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
      organizations: page
        .flatMap(({ id }) => call.desk.organization(id) ?? [])
        .map(each => wireOrganization(each, call.origin)),
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
