import { hubSpotErrors } from '../HubSpotError.ts';
import type { ObjectType } from '../objectTypes.ts';
import type { CrmRecord } from '../records/CrmRecord.ts';
import { propertiesOf } from '../schema/propertiesOf.ts';
import type { HubSpotCall } from './HubSpotCall.ts';

/**
 * A record by its id or by a unique property.
 *
 * @throws HubSpotError 400 when the property is not unique
 * @internal
 */
export function findRecord(
  call: HubSpotCall,
  type: ObjectType,
  id: string,
  idProperty: string | undefined,
): CrmRecord | undefined {
  if (idProperty === undefined || idProperty === 'hs_object_id') {
    return call.portal.get(type, id);
  }
  const definition = propertiesOf(type).find(each => each.name === idProperty);
  if (!definition?.unique) {
    throw hubSpotErrors.validation(
      `Property ${idProperty.slice(
        0,
        100,
      )} is not a unique property of this object`,
    );
  }
  const named = call.portal.indexOfValue(idProperty, id);
  const first = named ?? 0;
  const end = named === undefined ? call.portal.size : named + 1;
  for (let index = first; index < end; index += 1) {
    const record = call.portal
      .ofCompany(index, type)
      .find(each => each.properties[idProperty] === id);
    if (record) {
      return record;
    }
  }
  return undefined;
}
