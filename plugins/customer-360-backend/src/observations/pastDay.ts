import { InputError } from '@backstage/errors';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The last millisecond of a past day in UTC.
 *
 * @param day - `YYYY-MM-DD`
 * @param now - in milliseconds
 * @throws InputError for a day that is none, is not over or is no longer kept
 */
export function endOfPastDay(day: string, now: number, keptMs: number): number {
  const start = Date.parse(`${day}T00:00:00.000Z`);
  if (
    Number.isNaN(start) ||
    new Date(start).toISOString().slice(0, 10) !== day
  ) {
    throw new InputError('The parameter asOf is no day');
  }
  const end = start + DAY_MS - 1;
  if (end >= now) {
    throw new InputError(
      'The parameter asOf must be a day that is over, in UTC',
    );
  }
  if (start < now - keptMs) {
    throw new InputError(
      `The parameter asOf is too far back: figures are kept for ${Math.floor(
        keptMs / DAY_MS,
      )} days`,
    );
  }
  return end;
}
