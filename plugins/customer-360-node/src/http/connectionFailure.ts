import { AttemptFailure } from '../resilience/AttemptFailure';

/** The names of undici's time limits; its other errors are the connection. */
const TIMEOUTS: ReadonlySet<string> = new Set([
  'HeadersTimeoutError',
  'BodyTimeoutError',
  'ConnectTimeoutError',
  'TimeoutError',
  'AbortError',
]);

/**
 * The closed word for what undici threw; its text and its cause, which name
 * hosts and addresses, stay behind.
 *
 * @internal
 */
export function connectionFailure(
  error: unknown,
  signal: AbortSignal,
): AttemptFailure {
  if (error instanceof AttemptFailure) {
    return error;
  }
  const name = error instanceof Error ? error.name : '';
  if (name === 'ResponseExceededMaxSizeError') {
    return new AttemptFailure('schema');
  }
  return signal.aborted || TIMEOUTS.has(name)
    ? new AttemptFailure('timeout', {
        unhealthy: true,
        retryable: !signal.aborted,
      })
    : new AttemptFailure('network', { unhealthy: true, retryable: true });
}
