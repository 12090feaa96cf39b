import { z } from 'zod';

/**
 * An amount in integer minor units of an ISO 4217 currency (JPY has none, KWD
 * has three decimals). Amounts in different currencies are never added.
 *
 * @public
 */
export interface Money {
  /** Integer minor units. */
  amount: number;
  /** ISO 4217 code, upper case. */
  currency: string;
}

/** @public */
export const moneySchema = z.object({
  amount: z.number().int(),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

/**
 * Adds amounts per currency.
 *
 * @returns one sum per currency, in alphabetical order of the codes, so that
 *   the same amounts always give the same list
 * @public
 */
export function sumByCurrency(amounts: Iterable<Money>): Money[] {
  const sums = new Map<string, number>();
  for (const { amount, currency } of amounts) {
    sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  return [...sums]
    .map(([currency, amount]) => ({ amount, currency }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
