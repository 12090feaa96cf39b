const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Distinct users of a window, corrected by the last event: a table of daily
 * figures often has no rows for days on which nobody came, so that its newest
 * row is from weeks ago. Where the last event lies before the window, nobody
 * was active in it, whatever that row says.
 *
 * @param window - days, UTC: `days` of them, ending `endedAgo` days before `now`
 * @internal
 */
export function activeSince(
  count: number | undefined,
  lastEventAt: string | undefined,
  window: { days: number; endedAgo: number },
  now: Date,
): number | undefined {
  if (count === undefined || lastEventAt === undefined) {
    return count;
  }
  const first = new Date(
    now.getTime() - (window.days + window.endedAgo) * DAY_MS,
  )
    .toISOString()
    .slice(0, 10);
  return lastEventAt.slice(0, 10) < first ? 0 : count;
}
