import { isBulkheadRejectedError } from 'cockatiel';
import { SourceError, type SourceErrorReason } from '../source/SourceError';
import { AttemptFailure } from './AttemptFailure';

const ILLNESSES: ReadonlySet<SourceErrorReason> = new Set([
  'timeout',
  'network',
  'upstream',
]);

/**
 * An abort is the deadline, a `SourceError` from within keeps its reason, a full
 * queue is a wait that would be too long, and anything else is the other
 * side's fault.
 *
 * @internal
 */
export function asAttemptFailure(
  error: unknown,
  signal: AbortSignal,
): AttemptFailure {
  if (error instanceof AttemptFailure) {
    return error;
  }
  if (SourceError.is(error)) {
    return new AttemptFailure(error.reason, {
      retryAt: error.retryAt,
      unhealthy: ILLNESSES.has(error.reason),
    });
  }
  if (isBulkheadRejectedError(error)) {
    return new AttemptFailure('timeout');
  }
  return new AttemptFailure(signal.aborted ? 'timeout' : 'upstream', {
    unhealthy: true,
  });
}
