const DAY_MS = 24 * 60 * 60 * 1000;

/** The calendar day of an instant in UTC, `YYYY-MM-DD`. */
export function dayOf(instant: string | Date): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/**
 * Whole days from one calendar day to another, negative where it lies before.
 * Days, not hours: what ends tomorrow at 00:01 ends in one day.
 */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** The calendar day so many days later. */
export function addDays(day: string, count: number): string {
  return dayOf(new Date(Date.parse(day) + count * DAY_MS));
}

/** The earliest of some instants, whatever their precision. */
export function earliest(instants: readonly string[]): string | undefined {
  return [...instants].sort((a, b) => Date.parse(a) - Date.parse(b))[0];
}
