import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import {
  daySchema,
  recordList,
  shortText,
  sourceRecordSchema,
} from '../record';

/** @public */
export const playbooksSchema = z.object({
  playbooks: recordList(
    sourceRecordSchema.extend({
      name: shortText,
      status: z.enum(['open', 'done']),
      dueDay: daySchema.optional(),
      person: shortText.optional(),
    }),
  ),
});

/** What customer success is working through. @public */
export type PlaybooksData = z.infer<typeof playbooksSchema>;

/** @public */
export interface PlaybooksSummary {
  open: number;
}

/** @public */
export const playbooksFacet = defineFacet<
  'playbooks',
  PlaybooksData,
  PlaybooksSummary
>({
  id: 'playbooks',
  section: 'relationship',
  schema: playbooksSchema,
  times: TIMES.quarter,
  summarize: data => ({
    open: data.playbooks.filter(({ status }) => status === 'open').length,
  }),
  merge: parts => ({ playbooks: parts.flatMap(part => part.data.playbooks) }),
  isEmpty: data => data.playbooks.length === 0,
});
