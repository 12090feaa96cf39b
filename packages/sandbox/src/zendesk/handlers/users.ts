import type { VendorResponse } from '../../server/types.ts';
import type { DeskUser } from '../HelpDesk.ts';
import { paged } from '../paging.ts';
import { instant } from '../wire/instants.ts';
import { userId, wireUser } from '../wire/user.ts';
import { zendeskErrors } from '../ZendeskError.ts';
import { idList, numericId } from './ZendeskCall.ts';
import type { ZendeskCall } from './ZendeskCall.ts';

type Parameters = Readonly<Record<string, string>>;

/** `GET /users/{id}` @internal */
export function showUser(
  call: ZendeskCall,
  parameters: Parameters,
): VendorResponse {
  call.caller.require('users');
  return {
    status: 200,
    body: { user: wireUser(requireUser(call, parameters.id), call.origin) },
  };
}

/** `GET /users/me` @internal */
export function showMe(call: ZendeskCall): VendorResponse {
  call.caller.require('users');
  const key = call.caller.role === 'admin' ? 'ada' : 'sam';
  const me = call.desk
    .staff()
    .find(user => user.kind === 'staff' && user.staff.key === key);
  if (!me) {
    throw zendeskErrors.notFound();
  }
  return { status: 200, body: { user: wireUser(me, call.origin) } };
}

/** `GET /users/show_many?ids=` @internal */
export function showManyUsers(call: ZendeskCall): VendorResponse {
  call.caller.require('users');
  return usersPage(
    call,
    idList(call.request, 'ids').flatMap(id => call.desk.user(Number(id)) ?? []),
  );
}

/** `GET /users/search?query=` by e-mail or name, `?external_id=` exact. @internal */
export function searchUsers(call: ZendeskCall): VendorResponse {
  call.caller.require('users');
  const { query } = call.request;
  const externalId = query.get('external_id');
  if (externalId !== null) {
    return usersPage(call, call.desk.usersByExternalId(externalId));
  }
  const text = (query.get('query') ?? '')
    .replace(/^email:/, '')
    .replace(/"/g, '')
    .trim()
    .toLowerCase();
  if (text === '') {
    throw zendeskErrors.invalidParameter('query', 'must be given');
  }
  return usersPage(
    call,
    text.includes('@')
      ? call.desk.usersByEmail(text)
      : findUsers(call, user =>
          (wireUser(user, call.origin).name ?? '').toLowerCase().includes(text),
        ),
  );
}

/** `GET /users/{id}/organization_memberships` @internal */
export function userMemberships(
  call: ZendeskCall,
  parameters: Parameters,
): VendorResponse {
  call.caller.require('users');
  const user = requireUser(call, parameters.id);
  const memberships =
    user.kind === 'staff'
      ? []
      : call.desk.organizationsOf(user.company).map(organization => {
          const at = instant(user.company.createdAt);
          const id = userId(user) * 4 + organization.ordinal;
          return {
            url: `${call.origin}/api/v2/organization_memberships/${id}.json`,
            id,
            user_id: userId(user),
            organization_id: organization.id,
            organization_name: user.company.name,
            default: organization.id === user.organization,
            view_tickets: true,
            created_at: at,
            updated_at: at,
          };
        });
  const page = paged(call.request, call.origin, memberships);
  return {
    status: 200,
    body: { organization_memberships: page.items, ...page.envelope },
  };
}

/** @internal */
export function requireUser(call: ZendeskCall, id: string): DeskUser {
  const user = call.desk.user(numericId(id));
  if (!user) {
    throw zendeskErrors.notFound();
  }
  return user;
}

function findUsers(
  call: ZendeskCall,
  accepts: (user: DeskUser) => boolean,
): DeskUser[] {
  const found = call.desk.staff().filter(accepts);
  for (let index = 0; index < call.desk.size; index += 1) {
    if (call.lists(index)) {
      found.push(
        ...call.desk.usersOf(call.desk.company(index)).filter(accepts),
      );
    }
  }
  return found;
}

function usersPage(
  call: ZendeskCall,
  found: readonly DeskUser[],
): VendorResponse {
  const page = paged(call.request, call.origin, found);
  return {
    status: 200,
    body: {
      users: page.items.map(user => wireUser(user, call.origin)),
      ...page.envelope,
    },
  };
}
