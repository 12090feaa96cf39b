const DAY_MS = 24 * 60 * 60 * 1000;

/** The last instant of a day in UTC, so many days before. ISO 8601. */
export function endOfDay(at: number, daysBefore: number = 0): string {
  const end = (Math.floor(at / DAY_MS) + 1 - daysBefore) * DAY_MS - 1;
  return new Date(end).toISOString();
}
