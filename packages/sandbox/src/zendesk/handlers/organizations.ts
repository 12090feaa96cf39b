import type { VendorResponse } from '../../server/types.ts';
import type { DeskOrganization } from '../HelpDesk.ts';
import { paged } from '../paging.ts';
import { wireOrganization } from '../wire/organization.ts';
import { userId, wireUser } from '../wire/user.ts';
import { zendeskErrors } from '../ZendeskError.ts';
import { ticketsWithSideloads } from './sideloads.ts';
import { sortTickets } from './sortTickets.ts';
import { idList, maySee, numericId } from './ZendeskCall.ts';
import type { ZendeskCall } from './ZendeskCall.ts';

type Parameters = Readonly<Record<string, string>>;

/** `GET /organizations/{id}` @internal */
export function showOrganization(
  call: ZendeskCall,
  parameters: Parameters,
): VendorResponse {
  call.caller.require('organizations');
  const organization = requireOrganization(call, parameters.id);
  return {
    status: 200,
    body: { organization: wireOrganization(organization, call.origin) },
  };
}

/** `GET /organizations` @internal */
export async function listOrganizations(
  call: ZendeskCall,
): Promise<VendorResponse> {
  call.caller.require('organizations');
  const { changes, organizationStamps } = call.desk;
  const all = await organizationStamps.all();
  const there = all.filter(
    ({ id, index }) =>
      call.lists(index) &&
      changes.organizations.get(id)?.deletedAt === undefined,
  );
  // No more of them is made than the page shows.
  const page = paged(call.request, call.origin, there);
  return {
    status: 200,
    body: {
      organizations: page.items
        .flatMap(({ id }) => call.desk.organization(id) ?? [])
        .map(each => wireOrganization(each, call.origin)),
      ...page.envelope,
    },
  };
}

/** `GET /organizations/search?external_id=` or `?name=`: exact, ignoring case. @internal */
export function searchOrganizations(call: ZendeskCall): VendorResponse {
  call.caller.require('organizations');
  const { query } = call.request;
  const externalId = query.get('external_id');
  const name = query.get('name')?.toLowerCase();
  if (externalId !== null) {
    return organizationsPage(
      call,
      call.desk
        .byExternalId(externalId)
        .filter(each => call.lists(each.company.index)),
    );
  }
  if (name === undefined) {
    throw zendeskErrors.invalidParameter('name', 'must be given');
  }
  return organizationsPage(
    call,
    filterOrganizations(
      call,
      each => wireOrganization(each, call.origin).name.toLowerCase() === name,
    ),
  );
}

/** `GET /organizations/autocomplete?name=`: names that begin so. @internal */
export function autocompleteOrganizations(call: ZendeskCall): VendorResponse {
  call.caller.require('organizations');
  const name = call.request.query.get('name')?.toLowerCase() ?? '';
  if (name.length < 2) {
    throw zendeskErrors.invalidParameter('name', 'must have 2 characters');
  }
  return organizationsPage(
    call,
    filterOrganizations(call, each =>
      wireOrganization(each, call.origin).name.toLowerCase().startsWith(name),
    ),
  );
}

/** `GET /organizations/show_many?ids=` or `?external_ids=` @internal */
export function showManyOrganizations(call: ZendeskCall): VendorResponse {
  call.caller.require('organizations');
  const { request } = call;
  if (request.query.has('external_ids')) {
    return organizationsPage(
      call,
      idList(request, 'external_ids').flatMap(id => call.desk.byExternalId(id)),
    );
  }
  return organizationsPage(
    call,
    idList(request, 'ids').flatMap(
      id => call.desk.organization(Number(id)) ?? [],
    ),
  );
}

/** `GET /organizations/{id}/tickets` @internal */
export function organizationTickets(
  call: ZendeskCall,
  parameters: Parameters,
): VendorResponse {
  call.caller.require('tickets');
  const { company, id } = requireOrganization(call, parameters.id);
  const visible = call.desk
    .ticketsOf(company, id)
    .filter(each => maySee(call, each));
  const page = paged(
    call.request,
    call.origin,
    sortTickets(call.request, visible),
  );
  const { tickets, sideloads } = ticketsWithSideloads(call, page.items);
  return { status: 200, body: { tickets, ...sideloads, ...page.envelope } };
}

/** `GET /organizations/{id}/users` @internal */
export function organizationUsers(
  call: ZendeskCall,
  parameters: Parameters,
): VendorResponse {
  call.caller.require('users');
  const { company } = requireOrganization(call, parameters.id);
  const users = call.desk
    .usersOf(company)
    .sort((a, b) => userId(a) - userId(b));
  const page = paged(call.request, call.origin, users);
  return {
    status: 200,
    body: {
      users: page.items.map(user => wireUser(user, call.origin)),
      ...page.envelope,
    },
  };
}

/** @internal */
export function requireOrganization(
  call: ZendeskCall,
  id: string,
): DeskOrganization {
  const organization = call.desk.organization(numericId(id));
  if (!organization) {
    throw zendeskErrors.notFound();
  }
  return organization;
}

function filterOrganizations(
  call: ZendeskCall,
  accepts: (organization: DeskOrganization) => boolean,
): DeskOrganization[] {
  return [...call.desk.organizations()].filter(
    each => call.lists(each.company.index) && accepts(each),
  );
}

function organizationsPage(
  call: ZendeskCall,
  found: readonly DeskOrganization[],
): VendorResponse {
  const page = paged(call.request, call.origin, found);
  return {
    status: 200,
    body: {
      organizations: page.items.map(each =>
        wireOrganization(each, call.origin),
      ),
      ...page.envelope,
    },
  };
}
