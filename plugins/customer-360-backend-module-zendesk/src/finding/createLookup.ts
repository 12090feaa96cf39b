import {
  SourceError,
  type SourceContext,
  type SourceLookup,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { ZendeskApi } from '../api/ZendeskApi';
import {
  membershipsSchema,
  singleTicketSchema,
  usersSchema,
} from '../api/wire';
import type { ZendeskConfig } from '../config/ZendeskConfig';
import { groupRule } from '../reads/TicketBatch';

const MAX_USERS = 3;
const MAX_ORGANIZATIONS = 10;

/**
 * Organizations by what a caller gives: the number of a ticket, or an e-mail.
 *
 * @internal
 */
export function createLookup(
  apiOf: (context: SourceContext) => ZendeskApi,
  config: ZendeskConfig,
): SourceLookup {
  return {
    async ticket(value, context) {
      const number = /^\s*#?([1-9]\d{0,14})\s*$/.exec(value)?.[1];
      if (number === undefined) {
        return [];
      }
      try {
        const { ticket, groups } = await apiOf(context).get({
          operation: 'tickets.get',
          path: ['tickets', number],
          query: { include: 'groups' },
          schema: singleTicketSchema,
        });
        const { organization_id: organization } = ticket;
        return organization && groupRule(groups, config)(ticket.group_id)
          ? [String(organization)]
          : [];
      } catch (error) {
        // A ticket of a private group looks like one that is not there.
        if (
          SourceError.is(error) &&
          (error.reason === 'not_found' || error.reason === 'no_access')
        ) {
          return [];
        }
        throw error;
      }
    },

    async email(value, context) {
      const email = value.trim().toLowerCase();
      if (!/^[^\s@"]{1,64}@[^\s@"]{1,255}$/.test(email)) {
        return [];
      }
      const api = apiOf(context);
      const { users } = await api.get({
        operation: 'users.search',
        path: ['users', 'search'],
        query: { query: `email:"${email}"`, per_page: 10 },
        schema: usersSchema,
      });
      const memberships = await Promise.all(
        users
          .filter(user => user.email?.toLowerCase() === email)
          .slice(0, MAX_USERS)
          .map(user =>
            api.get({
              operation: 'users.organization_memberships',
              path: ['users', user.id, 'organization_memberships'],
              schema: membershipsSchema,
            }),
          ),
      );
      const ids = memberships.flatMap(answer =>
        answer.organization_memberships.map(membership =>
          String(membership.organization_id),
        ),
      );
      return [...new Set(ids)].slice(0, MAX_ORGANIZATIONS);
    },
  };
}
