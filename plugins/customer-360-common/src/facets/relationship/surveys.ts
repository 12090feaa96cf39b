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
export const surveysSchema = z.object({
  /** Newest first. */
  responses: recordList(
    sourceRecordSchema.extend({
      kind: z.enum(['nps', 'csat', 'ces']),
      score: z.number(),
      at: instantSchema,
      respondent: shortText.optional(),
      /** The customer's own words. */
      comment: longText.optional(),
    }),
  ),
});

/** What they said when asked. @public */
export type SurveysData = z.infer<typeof surveysSchema>;

/** @public */
export interface SurveysSummary {
  /** Latest answer to "how likely would you recommend us", 0 to 10. */
  nps?: { score: number; at: string };
}

/** @public */
export const surveysFacet = defineFacet<'surveys', SurveysData, SurveysSummary>(
  {
    id: 'surveys',
    section: 'relationship',
    schema: surveysSchema,
    times: TIMES.hour,
    summarize: data => {
      const latest = data.responses
        .filter(response => response.kind === 'nps')
        .sort(newestFirst(({ at }) => at))[0];
      return { nps: latest && { score: latest.score, at: latest.at } };
    },
    merge: parts => ({
      responses: parts
        .flatMap(part => part.data.responses)
        .sort(newestFirst(({ at }) => at)),
    }),
    isEmpty: data => data.responses.length === 0,
  },
);
