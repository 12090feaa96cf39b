import type { CrmRecord } from '../records/CrmRecord.ts';
import { answeredProperties, propertiesOf } from '../schema/propertiesOf.ts';
import type { CrmObject, ValueWithTimestamp } from './types.ts';

/**
 * A record as an answer holds it: the properties that were asked for, each a
 * text or null; a property that the portal does not know is left out.
 *
 * @internal
 */
export function crmObject(
  record: CrmRecord,
  asked: {
    readonly properties: readonly string[];
    readonly withHistory?: readonly string[];
  },
): CrmObject {
  const known = new Set(propertiesOf(record.type).map(each => each.name));
  const withHistory = (asked.withHistory ?? []).filter(name => known.has(name));
  const names = answeredProperties(record.type, [
    ...asked.properties,
    ...withHistory,
  ]);
  return {
    id: record.id,
    properties: Object.fromEntries(
      names
        .filter(name => known.has(name))
        .map(name => [name, valueOf(record, name)]),
    ),
    ...(withHistory.length > 0 && {
      propertiesWithHistory: Object.fromEntries(
        withHistory.map(name => [name, historyOf(record, name)]),
      ),
    }),
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    archived: record.archivedAt !== undefined,
    ...(record.archivedAt !== undefined && { archivedAt: record.archivedAt }),
  } as CrmObject;
}

/** A property's value; every record knows its own id. @internal */
export function valueOf(record: CrmRecord, name: string): string | null {
  return name === 'hs_object_id' ? record.id : record.properties[name] ?? null;
}

/** Whatever else of the record changed, a value has a time of its own. @internal */
export function sinceOf(record: CrmRecord, name: string): string {
  return record.changedAt?.[name] ?? record.createdAt;
}

function historyOf(record: CrmRecord, name: string): ValueWithTimestamp[] {
  const current = valueOf(record, name);
  const changes = record.history?.[name] ?? [];
  return [
    ...(current === null
      ? []
      : [{ value: current, at: sinceOf(record, name) }]),
    ...changes,
  ].map(({ value, at }) => ({
    value,
    timestamp: at,
    sourceType: 'CRM_UI',
  }));
}
