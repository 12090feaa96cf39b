import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import { moneySchema } from '../money';
import { recordList, sourceRecordSchema } from '../record';

/** @public */
export const revenueSchema = z.object({
  /** Recognised by month, oldest first. */
  recognised: recordList(
    sourceRecordSchema.extend({
      month: z.string().regex(/^\d{4}-\d{2}$/),
      amount: moneySchema,
    }),
  ),
});

/** Recognised revenue, from the finance system. @public */
export type RevenueData = z.infer<typeof revenueSchema>;

/** @public */
export const revenueFacet = defineFacet<'revenue', RevenueData, never>({
  id: 'revenue',
  section: 'finance',
  label: 'revenue',
  schema: revenueSchema,
  times: TIMES.hour,
  merge: parts => ({
    recognised: parts.flatMap(part => part.data.recognised),
  }),
  isEmpty: data => data.recognised.length === 0,
});
