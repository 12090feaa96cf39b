export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** ISO 8601 UTC of a number of milliseconds. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** `YYYY-MM-DD` in UTC. */
export function day(ms: number): string {
  return iso(ms).slice(0, 10);
}

/**
 * Moves by calendar months and clamps to the month's end; pass the original
 * anchor every time, so that 31 Jan gives 28 Feb and then 31 Mar again.
 */
export function addMonths(ms: number, months: number): number {
  const date = new Date(ms);
  const target = new Date(ms);
  target.setUTCDate(1);
  target.setUTCMonth(target.getUTCMonth() + months);
  const last = new Date(
    Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0),
  ).getUTCDate();
  target.setUTCDate(Math.min(date.getUTCDate(), last));
  return target.getTime();
}

/** The Monday of the week, as the weekly figures are cut. */
export function mondayOf(ms: number): number {
  const midnight = Math.floor(ms / DAY) * DAY;
  const weekday = (new Date(midnight).getUTCDay() + 6) % 7;
  return midnight - weekday * DAY;
}
