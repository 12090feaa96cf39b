import type { PaysAnswer } from '@customer-360/backstage-plugin-customer-360-common';

/** Whether there is monthly revenue, in any currency. */
export function paysAnything({ mrr = [] }: Pick<PaysAnswer, 'mrr'>): boolean {
  return mrr.some(({ amount }) => amount > 0);
}
