import { AttemptFailure } from '../resilience/AttemptFailure';

/**
 * The closed word for a status outside 2xx.
 *
 * @internal
 */
export function classifyStatus(
  status: number,
  retryAt: Date | undefined,
): AttemptFailure {
  switch (status) {
    case 401:
      return new AttemptFailure('auth');
    case 403:
      return new AttemptFailure('no_access');
    case 404:
    case 410:
      return new AttemptFailure('not_found');
    case 429:
      return new AttemptFailure('rate_limited', { retryable: true, retryAt });
    default:
      return status >= 500
        ? new AttemptFailure('upstream', {
            retryable: true,
            unhealthy: true,
            retryAt,
          })
        : new AttemptFailure('upstream');
  }
}
