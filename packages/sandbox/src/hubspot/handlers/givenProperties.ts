import { hubSpotErrors } from '../HubSpotError.ts';
import type { ObjectType } from '../objectTypes.ts';
import type { CrmRecord } from '../records/CrmRecord.ts';
import { dealPipelines } from '../schema/dealStages.ts';
import { propertiesOf } from '../schema/propertiesOf.ts';
import type { PropertyDefinition } from '../schema/PropertyDefinition.ts';
import { isRecord } from './HubSpotCall.ts';

type Values = Readonly<Record<string, string | null>>;

/** HubSpot sets these itself. */
const READ_ONLY = new Set([
  'createdate',
  'hs_createdate',
  'hs_lastmodifieddate',
  'hs_object_id',
  'lastmodifieddate',
]);

/**
 * The `properties` of a write as HubSpot keeps them: texts, and null where one
 * was emptied.
 *
 * @throws HubSpotError 400 naming every property that cannot be written
 * @internal
 */
export function givenProperties(type: ObjectType, properties: unknown): Values {
  if (!isRecord(properties)) {
    throw hubSpotErrors.validation('Invalid input JSON: "properties" missing');
  }
  const known = new Map(propertiesOf(type).map(each => [each.name, each]));
  const wrong = Object.entries(properties).flatMap(
    ([name, value]) => mistakeOf(name, value, known.get(name)) ?? [],
  );
  if (wrong.length > 0) {
    throw hubSpotErrors.validation('Property values were not valid', wrong);
  }
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      value === null || value === '' ? null : String(value),
    ]),
  );
}

function mistakeOf(
  name: string,
  value: unknown,
  definition: PropertyDefinition | undefined,
) {
  const shown = name.slice(0, 100);
  const context = { propertyName: [shown] };
  if (!definition) {
    return {
      message: `Property "${shown}" does not exist`,
      code: 'PROPERTY_DOESNT_EXIST',
      context,
    };
  }
  if (READ_ONLY.has(name)) {
    return {
      message: `"${shown}" is a read only property; its value cannot be set`,
      code: 'READ_ONLY_VALUE',
      context,
    };
  }
  const { options } = definition;
  const isEmpty = value === null || value === '';
  return isEmpty || !options || options.some(([option]) => option === value)
    ? undefined
    : {
        message: `${String(value).slice(
          0,
          100,
        )} was not one of the allowed options`,
        code: 'INVALID_OPTION',
        context,
      };
}

/**
 * With what HubSpot sets along: a deal's stage decides whether it is closed, how
 * likely it is, and on entering a closed one the close date.
 *
 * @internal
 */
export function withDerived(
  record: CrmRecord | undefined,
  given: Values,
  now: Date,
): Values {
  const { dealstage } = given;
  const stage =
    dealstage === undefined
      ? undefined
      : dealPipelines
          .flatMap(pipeline => pipeline.stages)
          .find(each => each.id === dealstage);
  if (!stage) {
    return given;
  }
  const wasClosed = record?.properties.hs_is_closed === 'true';
  return {
    ...given,
    hs_is_closed: String(stage.isClosed),
    hs_is_closed_won: String(stage.isClosed && stage.probability === '1.0'),
    hs_deal_stage_probability: stage.probability,
    ...(stage.isClosed &&
      !wasClosed &&
      given.closedate === undefined && { closedate: now.toISOString() }),
  };
}
