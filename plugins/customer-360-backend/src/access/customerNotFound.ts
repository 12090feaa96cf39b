import { NotFoundError } from '@backstage/errors';

/**
 * The one answer for a customer that is not there and for one that the reader
 * may not see: it repeats nothing of what was asked for.
 */
export function customerNotFound(): NotFoundError {
  const error = new NotFoundError(
    'There is no such customer, or you may not see it',
  );
  // In development it is sent along, and would say which way was taken.
  error.stack = `${error.name}: ${error.message}`;
  return error;
}
