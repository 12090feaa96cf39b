import type { z } from 'zod';
import { isShallow } from '../http/isShallow';

// Invalid UTF-8 is an error and no replacement character.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const MAX_DEPTH = 100;

/**
 * The JSON of a delivery that was found to be signed, as far as the schema
 * knows it: other keys, `__proto__` among them, are dropped. Undefined for what
 * is not JSON or not of that shape. Nothing of it is ever quoted.
 *
 * @public
 */
export function parseWebhookBody<T>(
  raw: Buffer,
  schema: z.ZodType<T>,
): T | undefined {
  if (!isShallow(raw, MAX_DEPTH)) {
    return undefined;
  }
  try {
    return schema.safeParse(JSON.parse(decoder.decode(raw))).data;
  } catch {
    return undefined;
  }
}
