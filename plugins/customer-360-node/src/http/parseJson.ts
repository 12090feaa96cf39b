import { AttemptFailure } from '../resilience/AttemptFailure';
import { isShallow } from './isShallow';

// Invalid UTF-8 is an error rather than a replacement character, and a byte
// order mark stays visible: both mean that this is not the vendor's JSON.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Documents with rich text nest some dozens deep. */
const MAX_DEPTH = 200;

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/**
 * Takes JSON and nothing else: a sign-in page with status 200 is no answer.
 *
 * @throws AttemptFailure `schema`
 * @internal
 */
export function parseJson(
  contentType: string | undefined,
  body: Buffer,
): { text: string; value: unknown } {
  if (
    !JSON_TYPE.test(contentType?.trim() ?? '') ||
    !isShallow(body, MAX_DEPTH)
  ) {
    throw new AttemptFailure('schema');
  }
  try {
    const text = decoder.decode(body);
    return { text, value: JSON.parse(text) };
  } catch {
    throw new AttemptFailure('schema');
  }
}
