import { isError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';
import { TooManyReadsError } from '../limits/TooManyReadsError';

const RETRY_SECONDS = 1;

/**
 * Whoever is told that something does not answer now is told when to come back:
 * `Retry-After` is what programs and balancers understand (RFC 9110, 10.2.3).
 */
export const tellWhenToRetry: ErrorRequestHandler = (
  error,
  _req,
  res,
  next,
) => {
  const seconds = secondsUntilAgain(error);
  if (seconds !== undefined && !res.headersSent) {
    res.setHeader('Retry-After', seconds);
  }
  next(error);
};

function secondsUntilAgain(error: unknown): number | undefined {
  if (error instanceof TooManyReadsError) {
    return error.retryAfterSeconds;
  }
  return isError(error) && error.name === 'ServiceUnavailableError'
    ? RETRY_SECONDS
    : undefined;
}
