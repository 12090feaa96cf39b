import type { VendorResponse } from '../../server/types.ts';
import { scopeOf } from '../auth.ts';
import { hubSpotErrors } from '../HubSpotError.ts';
import type { ObjectType } from '../objectTypes.ts';
import type { CrmRecord } from '../records/CrmRecord.ts';
import { crmObject } from '../wire/crmObject.ts';
import { givenAssociations } from './givenAssociations.ts';
import type { GivenAssociation } from './givenAssociations.ts';
import { givenProperties, withDerived } from './givenProperties.ts';
import { jsonBody, requireObjectType } from './HubSpotCall.ts';
import type { HubSpotCall } from './HubSpotCall.ts';

type Parameters = Readonly<Record<string, string>>;

/** `PATCH /crm/objects/2026-09/{type}/{id}`: somebody edits the record. @internal */
export function updateObject(
  call: HubSpotCall,
  parameters: Parameters,
): VendorResponse {
  const type = requireWritable(call, parameters.type);
  const { record, index } = requireRecord(call, type, parameters.id);
  const given = givenProperties(type, jsonBody(call.request).properties);
  const values = withDerived(record, given, call.now);
  const changed = Object.keys(values).filter(
    name => values[name] !== (record.properties[name] ?? null),
  );
  const edited = call.portal.changes.edit(index, record, values, call.now);
  call.events.changed(edited, changed);
  return {
    status: 200,
    body: crmObject(edited, { properties: Object.keys(values) }),
  };
}

/** `POST /crm/objects/2026-09/{type}` @internal */
export function createObject(
  call: HubSpotCall,
  parameters: Parameters,
): VendorResponse {
  const type = requireWritable(call, parameters.type);
  const body = jsonBody(call.request);
  const given = givenProperties(type, body.properties);
  const associations = givenAssociations(call, type, body.associations);
  requireNewEmail(call, type, given);
  const { index, id } = homeOf(call, type, given, associations);
  const values = withDerived(undefined, given, call.now);
  const record = call.portal.changes.add(index, type, values, call.now, id);
  const links = associations.map(({ to, primary }) => ({
    from: { type, id: record.id },
    to,
    primary,
  }));
  call.portal.changes.link(index, links);
  call.events.created(record);
  for (const link of links) {
    call.events.associated(link);
  }
  return {
    status: 201,
    body: crmObject(record, { properties: Object.keys(values) }),
  };
}

/** `DELETE /crm/objects/2026-09/{type}/{id}`: into the recycling bin. @internal */
export function archiveObject(
  call: HubSpotCall,
  parameters: Parameters,
): VendorResponse {
  const type = requireWritable(call, parameters.type);
  const record = call.portal.get(type, parameters.id);
  const index = call.portal.companyIndexOf(type, parameters.id);
  // What is not there is gone as well as one could wish.
  if (record && index !== undefined) {
    call.portal.changes.archive(index, record, call.now);
    call.events.archived(record);
  }
  return { status: 204 };
}

function requireWritable(call: HubSpotCall, segment: string): ObjectType {
  const type = requireObjectType(segment);
  call.caller.require(scopeOf(type).replace(/\.read$/, '.write'));
  return type;
}

/** @internal */
export function requireRecord(
  { portal }: HubSpotCall,
  type: ObjectType,
  id: string,
): { record: CrmRecord; index: number } {
  const record = portal.get(type, id);
  const index = portal.companyIndexOf(type, id);
  if (!record || index === undefined) {
    throw hubSpotErrors.objectNotFound();
  }
  return { record, index };
}

/** An e-mail address is one contact's alone. */
function requireNewEmail(
  call: HubSpotCall,
  type: ObjectType,
  { email }: Readonly<Record<string, string | null>>,
): void {
  const index =
    type === 'contacts' && email
      ? call.portal.indexOfValue('email', email)
      : undefined;
  const known =
    index === undefined
      ? undefined
      : call.portal
          .ofCompany(index, 'contacts')
          .find(
            each =>
              each.properties.email?.toLowerCase() === email?.toLowerCase(),
          );
  if (known) {
    throw hubSpotErrors.conflict(
      `Contact already exists. Existing ID: ${known.id}`,
    );
  }
}

/**
 * The company that a new record is kept with. A contact finds it by the domain
 * of its address, as HubSpot associates them by itself.
 */
function homeOf(
  { portal, now }: HubSpotCall,
  type: ObjectType,
  given: Readonly<Record<string, string | null>>,
  [association]: readonly GivenAssociation[],
): { index: number; id?: string } {
  if (type === 'companies') {
    const index = portal.found(given.name ?? '', given.domain ?? '', now);
    portal.changes.found(index);
    return { index, id: portal.companyIdAt(index) };
  }
  const index =
    association?.index ?? portal.indexOfValue('email', given.email ?? '');
  if (index === undefined) {
    throw hubSpotErrors.validation(
      'The sandbox keeps every record with a company: associate it with one, or with a record of one',
    );
  }
  return { index };
}
