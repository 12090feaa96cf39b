import { z } from 'zod';

/** An object's id. */
export const idField = z.string().min(1).max(255);

/** An id, or the object itself where it was expanded. */
export const refField = z.union([
  idField,
  z.object({ id: idField }).transform(({ id }) => id),
]);

/** Unix seconds, up to the year 9999; given as ISO 8601 UTC. */
export const instantField = z
  .number()
  .int()
  .min(0)
  .max(253_402_300_799)
  .transform(seconds => new Date(seconds * 1000).toISOString());

/** Integer in what Stripe calls the smallest unit. */
export const amountField = z.number().int();

/** Stripe writes currencies in small letters. */
export const currencyField = z
  .string()
  .regex(/^[a-z]{3}$/)
  .transform(code => code.toUpperCase());

/**
 * A `*_decimal` field: the SDK makes objects of them, a plain answer has
 * strings; a string is what can be kept and computed with exactly.
 */
export const decimalField = z
  .union([
    z.string(),
    z.number(),
    z.custom<object>(value => typeof value === 'object' && value !== null),
  ])
  .transform(String)
  .pipe(z.string().regex(/^-?\d{1,30}(\.\d{1,30})?$/));

/** One page of a list. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), has_more: z.boolean() });
}
