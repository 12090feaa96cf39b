import {
  facetDefinitions,
  MAX_RECORDS,
  type FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetReading } from '../source/CustomerSource';
import { SourceError } from '../source/SourceError';

/** Stands in every vendor error text; must never come out. */
export const SECRET = 'vendor-secret-4711';

/** The SourceError that a read must end in. */
export async function failureOf(
  reading: Promise<unknown>,
): Promise<SourceError> {
  let value: unknown;
  try {
    value = await reading;
  } catch (error) {
    return expectClean(error);
  }
  throw new Error(
    `expected a SourceError, got a reading: ${JSON.stringify(value).slice(
      0,
      300,
    )}`,
  );
}

/** A SourceError, and nothing of the vendor in any part of it. */
export function expectClean(error: unknown): SourceError {
  if (!SourceError.is(error)) {
    throw new Error(
      `expected a SourceError, got ${
        error instanceof Error ? error.stack : String(error)
      }`,
    );
  }
  const whole = [
    error.message,
    error.stack,
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
    String(error.cause),
  ].join('\n');
  expect(whole).not.toContain(SECRET);
  return error;
}

/** Valid by the facet's own schema, bounded, and with the right source on it. */
export function expectValid(
  facet: FacetId,
  reading: FacetReading<unknown>,
  source: string,
) {
  const parsed = facetDefinitions[facet].schema.safeParse(reading.data);
  expect(parsed.error?.issues.slice(0, 5) ?? []).toEqual([]);
  for (const record of records(reading.data)) {
    expect(record.source).toBe(source);
  }
  for (const sentence of reading.missing ?? []) {
    expect(sentence).not.toContain(SECRET);
    expect(sentence.length).toBeLessThanOrEqual(200);
  }
}

export function isEmpty(
  facet: FacetId,
  reading: FacetReading<unknown>,
): boolean {
  const definition: { isEmpty(data: never): boolean } = facetDefinitions[facet];
  return definition.isEmpty(reading.data as never);
}

interface AnyRecord {
  source: string;
  id: string;
}

function isRecord(value: unknown): value is AnyRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    typeof value.source === 'string' &&
    'id' in value &&
    typeof value.id === 'string'
  );
}

/** Every record anywhere in a facet's data. */
function records(value: unknown): AnyRecord[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const inside = Object.values(value).slice(0, MAX_RECORDS).flatMap(records);
  return isRecord(value) ? [value, ...inside] : inside;
}

/** Ids of the first list of records: what a drill-down pages through. */
export function recordIds(data: unknown): string[] {
  const list = Object.values(data ?? {}).find(
    (value): value is AnyRecord[] =>
      Array.isArray(value) && value.some(isRecord),
  );
  return (list ?? []).map(({ id }) => id);
}
