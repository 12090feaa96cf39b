import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import { moneySchema } from '../money';
import {
  daySchema,
  recordList,
  shortText,
  sourceRecordSchema,
} from '../record';

/** @public */
export const opportunitiesSchema = z.object({
  opportunities: recordList(
    sourceRecordSchema.extend({
      name: shortText,
      stage: shortText,
      status: z.enum(['open', 'won', 'lost']),
      amount: moneySchema.optional(),
      closeDay: daySchema.optional(),
      person: shortText.optional(),
      nextStep: shortText.optional(),
    }),
  ),
});

/** What sales is working on. @public */
export type OpportunitiesData = z.infer<typeof opportunitiesSchema>;

/** @public */
export const opportunitiesFacet = defineFacet<
  'opportunities',
  OpportunitiesData,
  never
>({
  id: 'opportunities',
  section: 'relationship',
  label: 'sales',
  schema: opportunitiesSchema,
  times: TIMES.minutes,
  merge: parts => ({
    opportunities: parts.flatMap(part => part.data.opportunities),
  }),
  isEmpty: data => data.opportunities.length === 0,
});
