import {
  SourceError,
  toSourceError,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { ZendeskApi } from '../api/ZendeskApi';
import { membershipsSchema, singleTicketSchema } from '../api/wire';

/** A user in more organizations than this is no customer's. */
const MAX_ORGANIZATIONS = 100;

/**
 * The organizations that a ticket or a user belongs to. None where it is gone.
 *
 * @throws SourceError when they could not be asked for
 * @internal
 */
export async function organizationsBehind(
  api: ZendeskApi,
  { type, id }: { readonly type: string; readonly id: string },
): Promise<readonly string[]> {
  if (!/^[1-9]\d{0,14}$/.test(id)) {
    return [];
  }
  try {
    switch (type) {
      case 'ticket':
        return await ofTicket(api, id);
      case 'user':
        return await ofUser(api, id);
      default:
        return [];
    }
  } catch (caught) {
    const error = toSourceError(caught);
    if (error.reason === 'not_found') {
      return [];
    }
    throw error;
  }
}

async function ofTicket(api: ZendeskApi, id: string): Promise<string[]> {
  const { ticket } = await api.get({
    operation: 'tickets.get',
    path: ['tickets', id],
    schema: singleTicketSchema,
  });
  if (String(ticket.id) !== id) {
    throw new SourceError('identity_mismatch');
  }
  return ticket.organization_id ? [String(ticket.organization_id)] : [];
}

async function ofUser(api: ZendeskApi, id: string): Promise<string[]> {
  const { organization_memberships: memberships } = await api.get({
    operation: 'users.organization_memberships',
    path: ['users', id, 'organization_memberships'],
    schema: membershipsSchema,
  });
  const ids = memberships.map(({ organization_id }) => String(organization_id));
  return [...new Set(ids)].slice(0, MAX_ORGANIZATIONS);
}
