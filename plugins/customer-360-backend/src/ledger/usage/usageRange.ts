import { InputError } from '@backstage/errors';

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;
const MAX_DAYS = 366;

/**
 * @throws InputError for a day that there is not, an end before the beginning,
 *   or more than 366 days
 */
export function usageRange(
  { from, to }: { from?: string; to?: string },
  now: number,
): { from: string; to: string } {
  const end = to === undefined ? now : Date.parse(to);
  const begin =
    from === undefined ? end - DEFAULT_DAYS * DAY_MS : Date.parse(from);
  if (Number.isNaN(begin) || Number.isNaN(end)) {
    throw new InputError('The parameters from and to must be points in time');
  }
  if (begin >= end) {
    throw new InputError('The parameter from must be before to');
  }
  if (end - begin > MAX_DAYS * DAY_MS) {
    throw new InputError(
      `The parameters from and to must be no more than ${MAX_DAYS} days apart`,
    );
  }
  return {
    from: new Date(begin).toISOString(),
    to: new Date(end).toISOString(),
  };
}
