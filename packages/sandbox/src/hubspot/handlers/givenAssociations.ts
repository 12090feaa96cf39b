import { associationTarget } from '../associationTypes.ts';
import { hubSpotErrors } from '../HubSpotError.ts';
import type { ObjectType } from '../objectTypes.ts';
import type { RecordLink } from '../records/CrmRecord.ts';
import { isRecord } from './HubSpotCall.ts';
import type { HubSpotCall } from './HubSpotCall.ts';

/** An association that a new record is to have. @internal */
export interface GivenAssociation {
  readonly to: RecordLink['to'];
  readonly primary: boolean;
  /** The company that the other record belongs to. */
  readonly index: number;
}

/**
 * The `associations` of a new record: `[{ to: { id }, types: [{
 * associationTypeId }] }]`.
 *
 * @throws HubSpotError 400
 * @internal
 */
export function givenAssociations(
  call: HubSpotCall,
  from: ObjectType,
  value: unknown,
): GivenAssociation[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw hubSpotErrors.validation(
      'Invalid input JSON: "associations" must be an array',
    );
  }
  return value.map((each: unknown) => associationOf(call, from, each));
}

function associationOf(
  { portal }: HubSpotCall,
  from: ObjectType,
  value: unknown,
): GivenAssociation {
  const fields = isRecord(value) ? value : {};
  const id = isRecord(fields.to) ? String(fields.to.id) : undefined;
  const types = Array.isArray(fields.types) ? fields.types : [];
  const targets = types.flatMap((type: unknown) => {
    const typeId = isRecord(type) ? Number(type.associationTypeId) : Number.NaN;
    return associationTarget(from, typeId) ?? [];
  });
  if (id === undefined || targets.length !== types.length || !targets[0]) {
    throw hubSpotErrors.validation(
      'Invalid input JSON: an association needs "to" and known "types"',
    );
  }
  const [{ to: type }] = targets;
  const index = portal.companyIndexOf(type, id);
  const record = portal.get(type, id);
  if (index === undefined || !record) {
    throw hubSpotErrors.validation(
      `${id.slice(0, 40)} is not a valid object id to associate with`,
    );
  }
  return {
    to: { type, id: record.id },
    primary: targets.some(target => target.primary),
    index,
  };
}
