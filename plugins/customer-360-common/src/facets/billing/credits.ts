import { newestFirst } from '../order';
import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import { moneySchema, sumByCurrency, type Money } from '../money';
import {
  instantSchema,
  recordList,
  shortText,
  sourceRecordSchema,
} from '../record';

/** @public */
export const creditsSchema = z.object({
  /** Positive is in the customer's favour, whatever sign the vendor uses. */
  balance: z.array(moneySchema).max(50),
  transactions: recordList(
    sourceRecordSchema.extend({
      at: instantSchema,
      /** Positive adds to the customer's credit. */
      amount: moneySchema,
      description: shortText.optional(),
    }),
  ),
  creditNotes: recordList(
    sourceRecordSchema.extend({
      number: shortText.optional(),
      at: instantSchema,
      amount: moneySchema,
      status: z.enum(['issued', 'void']),
      reason: shortText.optional(),
      invoiceId: shortText.optional(),
    }),
  ),
});

/** Credit balance, its movements, and credit notes. @public */
export type CreditsData = z.infer<typeof creditsSchema>;

/** @public */
export interface CreditsSummary {
  balance: Money[];
}

/** @public */
export const creditsFacet = defineFacet<'credits', CreditsData, CreditsSummary>(
  {
    id: 'credits',
    section: 'billing',
    schema: creditsSchema,
    times: TIMES.minutes,
    summarize: data => ({ balance: data.balance }),
    merge: parts => ({
      balance: sumByCurrency(parts.flatMap(part => part.data.balance)),
      transactions: parts
        .flatMap(part => part.data.transactions)
        .sort(newestFirst(({ at }) => at)),
      creditNotes: parts
        .flatMap(part => part.data.creditNotes)
        .sort(newestFirst(({ at }) => at)),
    }),
    isEmpty: data =>
      data.balance.every(({ amount }) => amount === 0) &&
      data.transactions.length === 0 &&
      data.creditNotes.length === 0,
  },
);
