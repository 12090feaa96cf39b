import type { VendorResponse } from '../../server/types.ts';
import type { OrganizationChange, UserChange } from '../DeskChanges.ts';
import { wireOrganization } from '../wire/organization.ts';
import { userId, wireUser } from '../wire/user.ts';
import { zendeskErrors } from '../ZendeskError.ts';
import { requireOrganization } from './organizations.ts';
import { requireUser } from './users.ts';
import { isRecord, jsonBody } from './ZendeskCall.ts';
import type { ZendeskCall } from './ZendeskCall.ts';

type Parameters = Readonly<Record<string, string>>;
type Fields = Readonly<Record<string, unknown>>;

/** The events of an organization by the field that changed. */
const ORGANIZATION_EVENTS = [
  ['name', 'name_changed'],
  ['external_id', 'external_id_changed'],
  ['tags', 'tags_changed'],
  ['organization_fields', 'custom_field_changed'],
] as const;

const USER_EVENTS = [
  ['name', 'name_changed'],
  ['notes', 'notes_changed'],
  ['details', 'details_changed'],
  ['tags', 'tags_changed'],
] as const;

/** `PUT /organizations/{id}` @internal */
export function updateOrganization(
  call: ZendeskCall,
  parameters: Parameters,
): VendorResponse {
  call.caller.require('organizations', 'write');
  const found = requireOrganization(call, parameters.id);
  const before = wireOrganization(found, call.origin);
  call.desk.changes.organizations.set(found.id, {
    ...found.change,
    ...organizationFields(
      objectOf(call, 'organization'),
      found.change?.organization_fields,
    ),
    updatedAt: call.now.toISOString(),
  });
  const changed = requireOrganization(call, parameters.id);
  const after = wireOrganization(changed, call.origin);
  for (const [field, what] of ORGANIZATION_EVENTS) {
    if (JSON.stringify(before[field]) !== JSON.stringify(after[field])) {
      call.events.organization(what, changed, {
        current: after[field],
        previous: before[field],
      });
    }
  }
  return { status: 200, body: { organization: after } };
}

/** `DELETE /organizations/{id}`: its tickets stay, and belong to none. @internal */
export function deleteOrganization(
  call: ZendeskCall,
  parameters: Parameters,
): VendorResponse {
  call.caller.require('organizations', 'write');
  const found = requireOrganization(call, parameters.id);
  const at = call.now.toISOString();
  call.desk.changes.organizations.set(found.id, {
    ...found.change,
    updatedAt: at,
    deletedAt: at,
  });
  call.events.organization('deleted', found);
  return { status: 204 };
}

/** `PUT /users/{id}` of a customer's user. @internal */
export function updateUser(
  call: ZendeskCall,
  parameters: Parameters,
): VendorResponse {
  call.caller.require('users', 'write');
  const found = requireUser(call, parameters.id);
  if (found.kind === 'staff') {
    throw zendeskErrors.forbidden();
  }
  const before = wireUser(found, call.origin);
  call.desk.changes.users.set(userId(found), {
    ...found.change,
    ...userFields(objectOf(call, 'user')),
    updatedAt: call.now.toISOString(),
  });
  const changed = requireUser(call, parameters.id);
  const after = wireUser(changed, call.origin);
  for (const [field, what] of USER_EVENTS) {
    if (JSON.stringify(before[field]) !== JSON.stringify(after[field])) {
      call.events.user(what, changed, {
        current: after[field],
        previous: before[field],
      });
    }
  }
  return { status: 200, body: { user: after } };
}

function objectOf(call: ZendeskCall, name: string): Fields {
  const given = jsonBody(call.request)[name];
  return isRecord(given) ? given : {};
}

function organizationFields(
  given: Fields,
  custom: OrganizationChange['organization_fields'],
): Omit<OrganizationChange, 'updatedAt'> {
  const name = text(given.name);
  if (given.name !== undefined && !name) {
    throw zendeskErrors.recordInvalid('name', 'Name: cannot be blank');
  }
  const notes = text(given.notes);
  const details = text(given.details);
  const domains = texts(given.domain_names);
  const tags = texts(given.tags);
  return {
    ...(name && { name }),
    ...(notes !== undefined && { notes }),
    ...(details !== undefined && { details }),
    ...(given.external_id !== undefined && {
      external_id: text(given.external_id) ?? null,
    }),
    ...(domains && { domain_names: domains }),
    ...(tags && { tags }),
    ...(isRecord(given.organization_fields) && {
      organization_fields: {
        ...custom,
        ...Object.fromEntries(
          Object.entries(given.organization_fields).map(([key, value]) => [
            key,
            text(value) ?? null,
          ]),
        ),
      },
    }),
  };
}

function userFields(given: Fields): Omit<UserChange, 'updatedAt'> {
  const email = text(given.email);
  if (email !== undefined && !/^\S+@\S+$/.test(email)) {
    throw zendeskErrors.recordInvalid(
      'email',
      `Email: ${email.slice(0, 100)} is not properly formatted`,
    );
  }
  const name = text(given.name);
  const notes = text(given.notes);
  const details = text(given.details);
  const tags = texts(given.tags);
  return {
    ...(name && { name }),
    ...(email && { email }),
    ...(given.phone !== undefined && { phone: text(given.phone) ?? null }),
    ...(notes !== undefined && { notes }),
    ...(details !== undefined && { details }),
    ...(tags && { tags }),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: unknown): string[] | undefined {
  return Array.isArray(value)
    ? value.filter(each => typeof each === 'string')
    : undefined;
}
