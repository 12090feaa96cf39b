import { ServiceUnavailableError } from '@backstage/errors';

/** Without a cause: a status on it would become the status of our answer. */
export function catalogDoesNotAnswer(): ServiceUnavailableError {
  return new ServiceUnavailableError(
    'The catalog does not answer, so the customer cannot be found. Try again in a moment.',
  );
}
