const DAY_MS = 24 * 3600 * 1000;

/** The instant at which the fixtures are true. */
export interface Clock {
  now: Date;
  /** `YYYY-MM-DD`, days from now. */
  day(days: number): string;
  /** ISO instant, minutes ago. */
  ago(minutes: number): string;
  /** ISO instant, days ago (negative: to come). */
  daysAgo(days: number): string;
}

export function clockAt(now: Date): Clock {
  const at = (ms: number) => new Date(now.getTime() + ms).toISOString();
  return {
    now,
    day: days => at(days * DAY_MS).slice(0, 10),
    ago: minutes => at(-minutes * 60_000),
    daysAgo: days => at(-days * DAY_MS),
  };
}
