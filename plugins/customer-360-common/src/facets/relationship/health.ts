import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import {
  instantSchema,
  longText,
  recordList,
  shortText,
  sourceRecordSchema,
} from '../record';

/** @public */
export const healthSchema = sourceRecordSchema.extend({
  /** Undefined where too few inputs are there to give one. */
  score: z.number().optional(),
  scale: z.object({ min: z.number(), max: z.number() }),
  direction: z.enum(['higher-is-better', 'lower-is-better']),
  /** `vendor`: the source's own score; `computed`: ours, from `parts`. */
  basis: z.enum(['vendor', 'computed']),
  updatedAt: instantSchema.optional(),
  previous: z
    .object({ score: z.number(), at: instantSchema.optional() })
    .optional(),
  parts: recordList(
    z.object({
      key: shortText,
      label: shortText,
      weight: z.number().nonnegative(),
      /** On the same scale; undefined where the input is missing. */
      score: z.number().optional(),
    }),
  ),
  /** Weight of the parts that have data over the weight of all: 0 to 1. */
  coverage: z.number().min(0).max(1),
  history: recordList(z.object({ at: instantSchema, score: z.number() })),
  /** By our staff: needs the label `notes`. */
  comment: longText.optional(),
});

/** How they are doing, with the scale and the direction said. @public */
export type HealthData = z.infer<typeof healthSchema>;

/** @public */
export type HealthSummary = Omit<HealthData, 'comment' | 'history'>;

/** Under this coverage no score is shown, and never a colour. @public */
export const MIN_HEALTH_COVERAGE = 0.6;

/** @public */
export const healthFacet = defineFacet<'health', HealthData, HealthSummary>({
  id: 'health',
  section: 'relationship',
  schema: healthSchema,
  times: TIMES.quarter,
  summarize: ({ comment: _comment, history: _history, ...summary }) => summary,
  redact: (data, has) => {
    if (data.comment === undefined || has('notes')) {
      return { data, redacted: [] };
    }
    const { comment: _comment, ...rest } = data;
    return { data: rest, redacted: ['notes'] };
  },
  // Scores of two systems are never averaged: a vendor's own beats a computed
  // one, then the order of config decides.
  merge: parts =>
    (parts.find(part => part.data.basis === 'vendor') ?? parts[0]).data,
  isEmpty: data =>
    data.score === undefined &&
    data.parts.every(part => part.score === undefined),
});
