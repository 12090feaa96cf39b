import type { VendorResponse } from '../../server/types.ts';
import type { Staff } from '../../world/types.ts';
import { hubSpotErrors } from '../HubSpotError.ts';
import type { Owner } from '../wire/types.ts';
import { queryLimit } from './HubSpotCall.ts';
import type { HubSpotCall } from './HubSpotCall.ts';

const SCOPE = 'crm.objects.owners.read';
const MAX_OWNERS = 500;
const SINCE = '2021-04-06T08:00:00.000Z';
/** A user's number is not its owner's: mixing them up must show. */
const USER_ID_SHIFT = 9_000_000;

/** `GET /crm/owners/2026-09` @internal */
export function listOwners(call: HubSpotCall): VendorResponse {
  call.caller.require(SCOPE);
  const { query } = call.request;
  const limit = queryLimit(call.request, { fallback: 100, max: MAX_OWNERS });
  const email = query.get('email')?.toLowerCase();
  const after = query.get('after');
  const owners = archivedAsked(call)
    ? []
    : call.portal.staff
        .map(ownerOf)
        .filter(owner => email === undefined || owner.email === email);
  const start =
    after === null ? 0 : owners.findIndex(owner => owner.id === after) + 1;
  const page = owners.slice(start, start + limit);
  const last = page.at(-1);
  return {
    status: 200,
    body: {
      results: page,
      ...(last &&
        owners.length > start + limit && {
          paging: { next: { after: last.id } },
        }),
    },
  };
}

/** `GET /crm/owners/2026-09/{id}`, by owner id or, with idProperty, user id. @internal */
export function getOwner(
  call: HubSpotCall,
  parameters: Readonly<Record<string, string>>,
): VendorResponse {
  call.caller.require(SCOPE);
  const byUser = call.request.query.get('idProperty') === 'userId';
  const owner = call.portal.staff
    .map(ownerOf)
    .find(each =>
      byUser
        ? String(each.userId) === parameters.id
        : each.id === parameters.id,
    );
  if (!owner || archivedAsked(call)) {
    throw hubSpotErrors.resourceNotFound();
  }
  return { status: 200, body: owner };
}

function archivedAsked(call: HubSpotCall): boolean {
  return call.request.query.get('archived') === 'true';
}

function ownerOf(person: Staff): Owner {
  const [first, ...rest] = person.name.split(' ');
  const userId = Number(person.hubspotOwnerId) - USER_ID_SHIFT;
  return {
    id: person.hubspotOwnerId,
    email: person.email,
    type: 'PERSON',
    firstName: first,
    lastName: rest.join(' '),
    userId,
    userIdIncludingInactive: userId,
    createdAt: SINCE,
    updatedAt: SINCE,
    archived: false,
  };
}
