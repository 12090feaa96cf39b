import type { Dispatcher } from 'undici';

const MAX_BYTES = 64 * 1024;
const MAX_MS = 500;

/**
 * Lets go of a body that nobody will read: a short one is taken in, so that the
 * connection lives on; a long or slow one is given up with its connection. The
 * status is known already and must not wait for it.
 *
 * @internal
 */
export async function discardBody(
  response: Dispatcher.ResponseData,
): Promise<void> {
  try {
    await response.body.dump({
      limit: MAX_BYTES,
      signal: AbortSignal.timeout(MAX_MS),
    });
  } catch {
    // The connection is gone with it, which is what is wanted.
  }
}
