import { InputError } from '@backstage/errors';
import type { GrantRequest } from './GrantRequest';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * What the contract cannot say of a request: which labels there are, and how
 * long from now is too long. Pure.
 *
 * @param longestMs - for how long it may be given
 * @throws InputError for an unknown label, an expiry out of range or no reason
 */
export function checkGrantRequest(
  request: GrantRequest,
  options: { labels: ReadonlySet<string>; longestMs: number; now: number },
): void {
  const { labels, longestMs, now } = options;
  if (request.labels.some(label => !labels.has(label))) {
    throw new InputError('The parameter labels names an unknown label');
  }
  const ends = Date.parse(request.expiresAt);
  if (!(ends > now)) {
    throw new InputError('The parameter expiresAt must be in the future');
  }
  if (ends > now + longestMs) {
    throw new InputError(
      `The parameter expiresAt is too late: ${inWords(
        longestMs,
      )} from now at most`,
    );
  }
  if (request.reason.trim().length === 0) {
    throw new InputError('The parameter reason must say why');
  }
}

function inWords(ms: number): string {
  return ms >= DAY_MS ? `${ms / DAY_MS} days` : `${ms / MINUTE_MS} minutes`;
}
