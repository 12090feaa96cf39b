import { inTime } from './inTime';

/**
 * Nobody waits longer than this for rights or for the catalog: what they depend
 * on may hang without ever failing.
 */
const ANSWER_MS = 5_000;

/** Of Node's sockets, and of undici's where one was closed by the other side. */
const BROKEN_OFF: ReadonlySet<unknown> = new Set([
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
]);

/**
 * Asks another plugin something that changes nothing. Plugins are asked over
 * kept connections, and what is sent over one that the other side closes in
 * that moment is lost (Node's documentation of `request.reusedSocket`): it is
 * sent once more.
 *
 * @throws Error when there is no answer in time, or what the second try throws
 */
export function askPortal<T>(ask: () => Promise<T>): Promise<T> {
  return inTime(
    ask().catch(error => {
      if (hasBrokenOff(error)) {
        return ask();
      }
      throw error;
    }),
    ANSWER_MS,
  );
}

function hasBrokenOff(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return (
    BROKEN_OFF.has(code) ||
    BROKEN_OFF.has((cause as { code?: unknown } | undefined)?.code)
  );
}
