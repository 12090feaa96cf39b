import { newestFirst } from '../order';
import { z } from 'zod';
import { defineFacet, TIMES } from '../defineFacet';
import { moneySchema } from '../money';
import {
  instantSchema,
  recordList,
  shortText,
  sourceRecordSchema,
} from '../record';

/** @public */
export const paymentSchema = sourceRecordSchema.extend({
  at: instantSchema,
  amount: moneySchema,
  status: z.enum(['succeeded', 'failed', 'pending']),
  /** Machine word of the vendor's closed list: `insufficient_funds` … */
  failure: z
    .string()
    .regex(/^[a-z0-9_]{1,60}$/)
    .optional(),
  invoiceId: shortText.optional(),
  invoiceNumber: shortText.optional(),
  refunded: moneySchema.optional(),
});

/** @public */
export const paymentsSchema = z.object({
  payments: recordList(paymentSchema),
  /** Open invoices whose last attempt failed, and when it is tried again. */
  retries: recordList(
    sourceRecordSchema.extend({
      invoiceNumber: shortText.optional(),
      remaining: moneySchema,
      attempts: z.number().int().nonnegative(),
      lastFailure: z
        .string()
        .regex(/^[a-z0-9_]{1,60}$/)
        .optional(),
      /** Undefined where no further attempt is planned or the vendor does not say. */
      nextAttemptAt: instantSchema.optional(),
    }),
  ),
  refunds: recordList(
    sourceRecordSchema.extend({
      at: instantSchema,
      amount: moneySchema,
      status: z.enum(['succeeded', 'pending', 'failed', 'canceled']),
      reason: shortText.optional(),
      paymentId: shortText.optional(),
    }),
  ),
});

/** Attempts to collect, failures, retries and refunds. @public */
export type PaymentsData = z.infer<typeof paymentsSchema>;

/** @public */
export interface PaymentsSummary {
  /** True while the last attempt on an open invoice has failed. */
  failing: boolean;
}

/** @public */
export const paymentsFacet = defineFacet<
  'payments',
  PaymentsData,
  PaymentsSummary
>({
  id: 'payments',
  section: 'billing',
  schema: paymentsSchema,
  times: TIMES.minutes,
  summarize: data => ({ failing: data.retries.length > 0 }),
  merge: parts => ({
    payments: parts
      .flatMap(part => part.data.payments)
      .sort(newestFirst(({ at }) => at)),
    retries: parts.flatMap(part => part.data.retries),
    refunds: parts
      .flatMap(part => part.data.refunds)
      .sort(newestFirst(({ at }) => at)),
  }),
  isEmpty: data =>
    data.payments.length === 0 &&
    data.refunds.length === 0 &&
    data.retries.length === 0,
});
