/**
 * A property of a CRM object, as the portal defines it.
 *
 * @internal
 */
export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly type:
    | 'string'
    | 'number'
    | 'date'
    | 'datetime'
    | 'bool'
    | 'enumeration';
  readonly fieldType?: string;
  readonly description?: string;
  /** Internal value and label of an enumeration. */
  readonly options?: readonly (readonly [string, string])[];
  /** Made by the company itself and not by HubSpot. */
  readonly custom?: boolean;
  readonly unique?: boolean;
  readonly referencedObjectType?: string;
}

type Rest = Omit<PropertyDefinition, 'name' | 'label' | 'type'>;

/** A property that HubSpot defines. @internal */
export function standard(
  name: string,
  label: string,
  type: PropertyDefinition['type'],
  rest: Rest = {},
): PropertyDefinition {
  return { name, label, type, ...rest };
}

/** A property that the company made. @internal */
export function custom(
  name: string,
  label: string,
  type: PropertyDefinition['type'],
  rest: Rest = {},
): PropertyDefinition {
  return { name, label, type, custom: true, ...rest };
}

/** Every object has these. @internal */
export const commonProperties: readonly PropertyDefinition[] = [
  standard('hs_object_id', 'Record ID', 'number'),
  standard('hs_createdate', 'Object create date/time', 'datetime'),
  standard('hs_lastmodifieddate', 'Object last modified date/time', 'datetime'),
  standard('hubspot_owner_id', 'Owner', 'enumeration', {
    referencedObjectType: 'OWNER',
  }),
];
