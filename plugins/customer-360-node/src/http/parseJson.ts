import { AttemptFailure } from '../resilience/AttemptFailure';

// Invalid UTF-8 is an error rather than a replacement character, and a byte
// order mark stays visible: both mean that this is not the vendor's JSON.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

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
  if (!JSON_TYPE.test(contentType?.trim() ?? '')) {
    throw new AttemptFailure('schema');
  }
  try {
    const text = decoder.decode(body);
    return { text, value: JSON.parse(text) };
  } catch {
    throw new AttemptFailure('schema');
  }
}
