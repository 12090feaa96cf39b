import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetReading } from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';
import type { Told } from '../generations/Generations';
import { freshDespiteLag } from './freshDespiteLag';
import type { CachedReading } from './PackedReading';
import { uniqueId } from './uniqueId';

const MAX_MISSING = 20;

const marksSchema = z.object({
  asOf: z.iso.datetime({ offset: true }).optional(),
  missing: z.array(z.string().max(300)).optional(),
  truncated: z.boolean().optional(),
  changedAt: z.iso.datetime({ offset: true }).optional(),
});

/**
 * Checks a reading and gives it its times. Undefined when it is not of the
 * facet's schema: then nothing of it is kept.
 */
export function acceptReading(
  reading: FacetReading<unknown>,
  options: {
    definition: FacetDefinition;
    generation: number;
    /** When the read began. */
    startedAt: number;
    freshUntil: number;
    /** What the vendor has told of it. */
    told?: Told;
  },
): CachedReading | undefined {
  const { definition, generation, startedAt } = options;
  let data;
  try {
    data = definition.schema.safeParse(reading.data);
  } catch {
    // Nested deeper than the stack is high.
    return undefined;
  }
  const marks = marksSchema.safeParse(reading);
  if (!data.success || !marks.success) {
    return undefined;
  }
  return {
    version: uniqueId(),
    generation,
    asOf: marks.data.asOf && new Date(marks.data.asOf).toISOString(),
    missing: (marks.data.missing ?? []).slice(0, MAX_MISSING),
    truncated: marks.data.truncated ?? false,
    fetchedAt: startedAt,
    freshUntil: freshDespiteLag({
      ...options,
      changedAt:
        marks.data.changedAt === undefined
          ? undefined
          : Date.parse(marks.data.changedAt),
    }),
    usableUntil: startedAt + definition.times.usableMs,
    data: data.data,
  };
}
