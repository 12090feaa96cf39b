import { deskGroups } from '../deskSettings.ts';
import type { DeskTicket } from '../HelpDesk.ts';
import { wireOrganization } from '../wire/organization.ts';
import { wireGroup } from '../wire/settings.ts';
import { groupOf, wireTicket } from '../wire/ticket.ts';
import { wireSlas, wireTicketMetric } from '../wire/ticketMetric.ts';
import { userId, wireUser } from '../wire/user.ts';
import type { ZendeskCall } from './ZendeskCall.ts';

/**
 * Tickets with what `include` asks for: people, groups and organizations
 * beside the list, metric sets and SLAs inside each ticket.
 *
 * @internal
 */
export function ticketsWithSideloads(
  call: ZendeskCall,
  found: readonly DeskTicket[],
): {
  tickets: Record<string, unknown>[];
  sideloads: Record<string, unknown>;
} {
  const { desk, origin, request } = call;
  const include = new Set(
    (request.query.get('include') ?? '').split(',').map(name => name.trim()),
  );
  const tickets = found.map(each => ({
    ...wireTicket(each, desk, origin),
    ...(include.has('metric_sets') && {
      metric_set: wireTicketMetric(each, origin),
    }),
    ...(include.has('slas') && { slas: wireSlas(each) }),
  }));
  return {
    tickets,
    sideloads: {
      ...(include.has('users') && { users: peopleOf(call, found) }),
      ...(include.has('groups') && {
        groups: deskGroups
          .filter(group => found.some(each => groupOf(each.ticket) === group))
          .map(group => wireGroup(group, origin)),
      }),
      ...(include.has('organizations') && {
        organizations: [...new Set(found.map(each => each.ticket.organization))]
          .flatMap(id => desk.organization(id) ?? [])
          .map(organization => wireOrganization(organization, origin)),
      }),
    },
  };
}

function peopleOf({ desk, origin }: ZendeskCall, found: readonly DeskTicket[]) {
  const ids = new Set(
    found.flatMap(({ ticket }) => [
      ticket.requesterId,
      ...ticket.comments.map(comment => comment.authorId),
      desk.staffByKey(ticket.assignee)?.zendeskUserId ?? ticket.requesterId,
    ]),
  );
  return [...ids]
    .flatMap(id => desk.user(id) ?? [])
    .sort((a, b) => userId(a) - userId(b))
    .map(user => wireUser(user, origin));
}
