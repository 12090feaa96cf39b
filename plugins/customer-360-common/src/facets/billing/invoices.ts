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
export const invoiceSchema = sourceRecordSchema.extend({
  number: shortText.optional(),
  status: z.enum(['draft', 'open', 'paid', 'uncollectible', 'void']),
  total: moneySchema,
  paid: moneySchema,
  remaining: moneySchema,
  createdAt: instantSchema,
  /**
   * When payment was expected: the due date of an invoice that is sent, the
   * first attempt of one that is charged automatically.
   */
  dueAt: instantSchema.optional(),
  paidAt: instantSchema.optional(),
  attempts: z.number().int().nonnegative().optional(),
  nextAttemptAt: instantSchema.optional(),
  subscriptionId: shortText.optional(),
});

/** @public */
export const invoicesSchema = z.object({
  invoices: recordList(invoiceSchema),
  /**
   * All open invoices, whatever page `invoices` stopped at: an overdue amount
   * over some of them would be wrong.
   */
  open: recordList(invoiceSchema),
});

/** @public */
export type Invoice = z.infer<typeof invoiceSchema>;

/** What was billed. @public */
export type InvoicesData = z.infer<typeof invoicesSchema>;

/** @public */
export interface InvoicesSummary {
  overdue?: {
    amounts: Money[];
    count: number;
    /** Due instant of the oldest one. */
    oldestDueAt: string;
    nextAttemptAt?: string;
  };
}

/** True for an open invoice whose payment was expected before `now`. @public */
export function isOverdue(invoice: Invoice, now: Date): boolean {
  return (
    invoice.status === 'open' &&
    invoice.remaining.amount > 0 &&
    invoice.dueAt !== undefined &&
    new Date(invoice.dueAt) < now
  );
}

/** @public */
export const invoicesFacet = defineFacet<
  'invoices',
  InvoicesData,
  InvoicesSummary
>({
  id: 'invoices',
  section: 'billing',
  schema: invoicesSchema,
  times: TIMES.minutes,
  summarize: (data, now) => {
    const overdue = data.open.filter(invoice => isOverdue(invoice, now));
    if (overdue.length === 0) {
      return {};
    }
    return {
      overdue: {
        amounts: sumByCurrency(overdue.map(invoice => invoice.remaining)),
        count: overdue.length,
        oldestDueAt: overdue.map(invoice => invoice.dueAt!).sort()[0],
        nextAttemptAt: overdue
          .flatMap(({ nextAttemptAt }) => nextAttemptAt ?? [])
          .sort()[0],
      },
    };
  },
  merge: parts => ({
    invoices: parts
      .flatMap(part => part.data.invoices)
      .sort(newestFirst(({ createdAt }) => createdAt)),
    open: parts.flatMap(part => part.data.open),
  }),
  isEmpty: data => data.invoices.length === 0 && data.open.length === 0,
});
