import { isError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';

const RETRY_SECONDS = '1';

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
  if (
    isError(error) &&
    error.name === 'ServiceUnavailableError' &&
    !res.headersSent
  ) {
    res.setHeader('Retry-After', RETRY_SECONDS);
  }
  next(error);
};
