import { z } from 'zod';
import { addDays, dayOf } from '../../dates/days';
import { CHANGE_WINDOWS } from '../../rules/changes/windows';
import { defineFacet, TIMES } from '../defineFacet';
import { newestFirst } from '../order';
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
export type HealthSummary = Omit<HealthData, 'comment' | 'history'> & {
  /**
   * What the score was so many days ago, where the source's own history reaches
   * back to then.
   */
  earlier?: Array<{ windowDays: number; day: string; score: number }>;
};

/** Under this coverage no score is shown, and never a colour. @public */
export const MIN_HEALTH_COVERAGE = 0.6;

/** @public */
export const healthFacet = defineFacet<'health', HealthData, HealthSummary>({
  id: 'health',
  section: 'relationship',
  schema: healthSchema,
  times: TIMES.quarter,
  summarize: ({ comment: _comment, history, ...summary }, now) => {
    const earlier = earlierScores(history, now);
    return earlier.length > 0 ? { ...summary, earlier } : summary;
  },
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

/** A score holds until the next one. */
function earlierScores(
  history: HealthData['history'],
  now: Date,
): NonNullable<HealthSummary['earlier']> {
  return CHANGE_WINDOWS.flatMap(windowDays => {
    const day = addDays(dayOf(now), -windowDays);
    const then = history
      .filter(({ at }) => dayOf(at) <= day)
      .sort(newestFirst(({ at }) => at))[0];
    return then ? [{ windowDays, day, score: then.score }] : [];
  });
}
