import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import { moneySchema } from '../money';
import { daySchema, recordList, sourceRecordSchema } from '../record';

/** @public */
export const receivablesSchema = z.object({
  open: recordList(
    sourceRecordSchema.extend({ amount: moneySchema, dueDay: daySchema }),
  ),
});

/** What they owe, from the finance system. @public */
export type ReceivablesData = z.infer<typeof receivablesSchema>;

/** @public */
export const receivablesFacet = defineFacet<
  'receivables',
  ReceivablesData,
  never
>({
  id: 'receivables',
  section: 'finance',
  label: 'revenue',
  schema: receivablesSchema,
  times: TIMES.quarter,
  merge: parts => ({ open: parts.flatMap(part => part.data.open) }),
  isEmpty: data => data.open.length === 0,
});
