import type { VendorResponse } from '../../server/types.ts';
import { scopeOf } from '../auth.ts';
import { hubSpotErrors } from '../HubSpotError.ts';
import { singularOf } from '../objectTypes.ts';
import type { ObjectType } from '../objectTypes.ts';
import type { PropertyDefinition } from '../schema/PropertyDefinition.ts';
import { propertiesOf } from '../schema/propertiesOf.ts';
import type { Property } from '../wire/types.ts';
import { requireObjectType } from './HubSpotCall.ts';
import type { HubSpotCall } from './HubSpotCall.ts';

const SINCE = '2021-04-06T08:00:00.000Z';

const FIELD_TYPES: Readonly<Record<PropertyDefinition['type'], string>> = {
  string: 'text',
  number: 'number',
  date: 'date',
  datetime: 'date',
  bool: 'booleancheckbox',
  enumeration: 'select',
};

/** `GET /crm/properties/2026-09/{type}` @internal */
export function listProperties(
  call: HubSpotCall,
  parameters: Readonly<Record<string, string>>,
): VendorResponse {
  const type = requireObjectType(parameters.type);
  call.caller.require(scopeOf(type));
  return {
    status: 200,
    body: {
      results: propertiesOf(type).map(property => wireProperty(type, property)),
    },
  };
}

/** `GET /crm/properties/2026-09/{type}/{name}` @internal */
export function getProperty(
  call: HubSpotCall,
  parameters: Readonly<Record<string, string>>,
): VendorResponse {
  const type = requireObjectType(parameters.type);
  call.caller.require(scopeOf(type));
  const property = propertiesOf(type).find(
    each => each.name === parameters.name,
  );
  if (!property) {
    throw hubSpotErrors.resourceNotFound();
  }
  return { status: 200, body: wireProperty(type, property) };
}

function wireProperty(
  type: ObjectType,
  property: PropertyDefinition,
): Property {
  const isCustom = property.custom === true;
  return {
    name: property.name,
    label: property.label,
    type: property.type,
    fieldType: property.fieldType ?? FIELD_TYPES[property.type],
    description: property.description ?? '',
    groupName: isCustom ? 'customer_360' : `${singularOf(type)}information`,
    options: (property.options ?? []).map(([value, label], order) => ({
      value,
      label,
      displayOrder: order,
      hidden: false,
    })),
    ...(property.referencedObjectType !== undefined && {
      referencedObjectType: property.referencedObjectType,
    }),
    displayOrder: -1,
    calculated: false,
    externalOptions: property.referencedObjectType === 'OWNER',
    hasUniqueValue: property.unique ?? false,
    hidden: false,
    hubspotDefined: !isCustom,
    formField: isCustom,
    archived: false,
    createdAt: SINCE,
    updatedAt: SINCE,
    modificationMetadata: {
      archivable: isCustom,
      readOnlyDefinition: !isCustom,
      readOnlyValue: false,
    },
  };
}
