import { setTimeout } from 'node:timers/promises';

/**
 * Longer than finding a customer takes, and too short for anybody to notice: a
 * catalog that has somebody to tell of takes longer than one that has nobody.
 */
export const LEAST_MS = 30;

/**
 * Waits until so long after it began to be found out, so that time tells nobody
 * who is hidden and who is not there.
 *
 * @param since - of `performance.now()`
 */
export async function evenTime(since: number): Promise<void> {
  const left = LEAST_MS - (performance.now() - since);
  if (left > 0) {
    await setTimeout(left);
  }
}
