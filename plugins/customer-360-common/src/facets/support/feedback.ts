import { newestFirst } from '../order';
import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import {
  instantSchema,
  recordList,
  shortText,
  sourceRecordSchema,
} from '../record';

/** @public */
export const feedbackSchema = z.object({
  /** Newest first. */
  items: recordList(
    sourceRecordSchema.extend({
      title: shortText,
      /** `problem`: an ongoing one that this customer's incidents hang on. */
      kind: z.enum(['request', 'praise', 'complaint', 'problem']),
      status: z.enum(['open', 'closed']),
      at: instantSchema,
    }),
  ),
});

/** What they ask for, and which known problems hit them. @public */
export type FeedbackData = z.infer<typeof feedbackSchema>;

/** @public */
export interface FeedbackSummary {
  count: number;
}

/** @public */
export const feedbackFacet = defineFacet<
  'feedback',
  FeedbackData,
  FeedbackSummary
>({
  id: 'feedback',
  section: 'support',
  schema: feedbackSchema,
  times: TIMES.hour,
  summarize: data => ({ count: data.items.length }),
  merge: parts => ({
    items: parts
      .flatMap(part => part.data.items)
      .sort(newestFirst(({ at }) => at)),
  }),
  isEmpty: data => data.items.length === 0,
});
