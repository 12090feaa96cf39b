import type { VendorResponse } from '../../server/types.ts';
import { scopeOf } from '../auth.ts';
import { hubSpotErrors } from '../HubSpotError.ts';
import { crmObject } from '../wire/crmObject.ts';
import { jsonBody, requireObjectType } from './HubSpotCall.ts';
import type { HubSpotCall } from './HubSpotCall.ts';
import { requireRecord } from './writeObjects.ts';

/**
 * `POST /crm/objects/2026-09/companies/merge`: the second company's records go
 * to the first, and its number answers with the first from then on.
 *
 * @internal
 */
export function mergeObjects(
  call: HubSpotCall,
  parameters: Readonly<Record<string, string>>,
): VendorResponse {
  const type = requireObjectType(parameters.type);
  call.caller.require(scopeOf(type).replace(/\.read$/, '.write'));
  if (type !== 'companies') {
    throw hubSpotErrors.validation('The sandbox merges companies alone');
  }
  const body = jsonBody(call.request);
  const primary = requireRecord(call, type, String(body.primaryObjectId));
  const merged = requireRecord(call, type, String(body.objectIdToMerge));
  if (primary.index === merged.index) {
    throw hubSpotErrors.validation('Cannot merge a company with itself');
  }
  // What the first has no value for, it takes from the second.
  const moved = Object.fromEntries(
    Object.entries(merged.record.properties).filter(
      ([name, value]) =>
        value !== null && (primary.record.properties[name] ?? null) === null,
    ),
  );
  call.portal.changes.merge(merged.index, primary.index);
  const record = call.portal.changes.edit(
    primary.index,
    primary.record,
    {
      ...moved,
      hs_merged_object_ids: mergedIds(primary.record, merged.record),
    },
    call.now,
  );
  call.events.merged(record, merged.record.id, Object.keys(moved).length);
  return { status: 200, body: crmObject(record, { properties: [] }) };
}

function mergedIds(
  primary: { readonly properties: Readonly<Record<string, string | null>> },
  merged: { readonly id: string },
): string {
  const before = primary.properties.hs_merged_object_ids;
  return before ? `${before};${merged.id}` : merged.id;
}
