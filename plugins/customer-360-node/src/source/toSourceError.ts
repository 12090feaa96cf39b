import { SourceError, type SourceErrorReason } from './SourceError';

/** Where SDKs keep what they wrap. */
const WRAPPINGS = ['cause', 'detail', 'error', 'originalError', 'raw'];
const MAX_DEPTH = 6;

/**
 * Finds the `SourceError` that the transport threw inside whatever an SDK has
 * wrapped it in. What holds none is replaced, so that no text of the vendor or
 * the SDK crosses the border.
 *
 * @param fallback - the reason when there is none within; after a transport
 *   that throws for every failed call, what is left is an answer that the SDK
 *   did not understand: `schema`
 * @public
 */
export function toSourceError(
  error: unknown,
  fallback: SourceErrorReason = 'schema',
): SourceError {
  let level: unknown[] = [error];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    const found = level.find(SourceError.is);
    if (found) {
      return found;
    }
    level = level.flatMap(wrapper =>
      typeof wrapper === 'object' && wrapper !== null
        ? WRAPPINGS.flatMap(key => Reflect.get(wrapper, key) ?? [])
        : [],
    );
  }
  return new SourceError(fallback);
}
