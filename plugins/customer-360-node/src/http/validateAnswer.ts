import type { z } from 'zod';
import { SourceError } from '../source/SourceError';

/**
 * What zod says quotes the answer; only the word leaves.
 *
 * @throws SourceError `schema`
 * @internal
 */
export function validateAnswer<T>(schema: z.ZodType<T>, value: unknown): T {
  let parsed;
  try {
    parsed = schema.safeParse(value);
  } catch {
    // A transform or refinement that did not expect this.
  }
  if (!parsed?.success) {
    throw new SourceError('schema');
  }
  return parsed.data;
}
