import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetReading } from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';
import type { CachedReading } from './FacetCache';

const MAX_MISSING = 20;

const marksSchema = z.object({
  asOf: z.iso.datetime({ offset: true }).optional(),
  missing: z.array(z.string().max(300)).optional(),
  truncated: z.boolean().optional(),
});

/**
 * Checks a reading and gives it its times. Undefined when it is not of the
 * facet's schema: then nothing of it is kept.
 */
export function toCachedReading(
  reading: FacetReading<unknown>,
  options: {
    definition: FacetDefinition;
    now: number;
    freshNoLongerThan?: number;
  },
): CachedReading | undefined {
  const { definition, now } = options;
  const data = definition.schema.safeParse(reading.data);
  const marks = marksSchema.safeParse(reading);
  if (!data.success || !marks.success) {
    return undefined;
  }
  const freshUntil = Math.min(
    now + definition.times.freshMs,
    options.freshNoLongerThan ?? Infinity,
  );
  return {
    data: data.data,
    asOf: marks.data.asOf && new Date(marks.data.asOf).toISOString(),
    missing: (marks.data.missing ?? []).slice(0, MAX_MISSING),
    truncated: marks.data.truncated ?? false,
    fetchedAt: now,
    freshUntil,
    usableUntil: now + definition.times.usableMs,
    bytes: Buffer.byteLength(JSON.stringify(data.data)),
  };
}
