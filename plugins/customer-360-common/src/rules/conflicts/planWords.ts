/** Words of a plan's name that say how it is billed rather than what it is. */
const BILLING_WORDS = new Set([
  'a',
  'annual',
  'annually',
  'billed',
  'month',
  'monthly',
  'per',
  'plan',
  'quarterly',
  'seat',
  'seats',
  'subscription',
  'the',
  'year',
  'yearly',
]);

/** What a plan is called, without how it is billed: `Scale, annual` is `scale`. */
export function planWords(plan: string): string[] {
  return plan
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word.length > 0 && !BILLING_WORDS.has(word));
}

/**
 * True where two names can be the same plan: they share a word or the beginning
 * of one (`pro` and `professional`).
 */
export function maySamePlan(a: string, b: string): boolean {
  const words = planWords(b);
  return planWords(a).some(word =>
    words.some(other => word.startsWith(other) || other.startsWith(word)),
  );
}
