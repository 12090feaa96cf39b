import { newestFirst } from '../order';
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
export const satisfactionSchema = z.object({
  /** Answered ratings only, newest first: an unanswered offer is no rating. */
  ratings: recordList(
    sourceRecordSchema.extend({
      /** As the source asks: good or bad, or a number on its own scale. */
      rating: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('binary'), good: z.boolean() }),
        z.object({
          kind: z.literal('scale'),
          score: z.number(),
          max: z.number().positive(),
        }),
      ]),
      at: instantSchema,
      ticketId: shortText.optional(),
      /** The customer's own words. */
      comment: longText.optional(),
    }),
  ),
});

/** How they rate our support. @public */
export type SatisfactionData = z.infer<typeof satisfactionSchema>;

/** One figure per way of asking: they are never averaged together. @public */
export interface SatisfactionSummary {
  binary?: { good: number; answered: number };
  scale?: { mean: number; max: number; answered: number };
  latest?: SatisfactionData['ratings'][number]['rating'] & { at: string };
}

/** @public */
export const satisfactionFacet = defineFacet<
  'satisfaction',
  SatisfactionData,
  SatisfactionSummary
>({
  id: 'satisfaction',
  section: 'support',
  schema: satisfactionSchema,
  times: TIMES.quarter,
  summarize: data => {
    const binary = data.ratings.flatMap(({ rating }) =>
      rating.kind === 'binary' ? [rating] : [],
    );
    const scale = data.ratings.flatMap(({ rating }) =>
      rating.kind === 'scale' ? [rating] : [],
    );
    const sameScale = scale.filter(({ max }) => max === scale[0].max);
    const latest = [...data.ratings].sort(newestFirst(({ at }) => at))[0];
    return {
      binary:
        binary.length > 0
          ? {
              good: binary.filter(({ good }) => good).length,
              answered: binary.length,
            }
          : undefined,
      scale:
        sameScale.length > 0
          ? {
              mean:
                sameScale.reduce((sum, { score }) => sum + score, 0) /
                sameScale.length,
              max: sameScale[0].max,
              answered: sameScale.length,
            }
          : undefined,
      latest: latest && { ...latest.rating, at: latest.at },
    };
  },
  merge: parts => ({
    ratings: parts
      .flatMap(part => part.data.ratings)
      .sort(newestFirst(({ at }) => at)),
  }),
  isEmpty: data => data.ratings.length === 0,
});
