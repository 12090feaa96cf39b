/** @internal */
export const RANGE_IDS = ['today', '7d', '30d', 'all', 'own'] as const;

/** @internal */
export type RangeId = (typeof RANGE_IDS)[number];

/** @internal */
export function isRangeId(text: string | null): text is RangeId {
  return RANGE_IDS.some(id => id === text);
}

const DAYS: Partial<Record<RangeId, number>> = { today: 1, '7d': 7, '30d': 30 };

/**
 * The points in time of a range, in whole days of the viewer's zone. They stay
 * the same all day, as the cursor of the next page is one of the same range.
 *
 * @internal
 */
export function timeRange(
  range: { range: RangeId; fromDay?: string; toDay?: string },
  now: Date,
): { from?: string; to?: string } {
  if (range.range === 'own') {
    const [first, last] = [range.fromDay, range.toDay].map(
      day => day && new Date(`${day}T00:00:00`),
    );
    return {
      ...(first && { from: first.toISOString() }),
      ...(last && { to: daysAfter(last, 1).toISOString() }),
    };
  }
  const days = DAYS[range.range];
  return days === undefined
    ? {}
    : { from: daysAfter(midnightOf(now), 1 - days).toISOString() };
}

/**
 * An own range before anybody has changed it: a week.
 *
 * @internal
 */
export function ownRange(now: Date): {
  range: 'own';
  fromDay: string;
  toDay: string;
} {
  return {
    range: 'own',
    fromDay: dayOf(daysAfter(now, -6)),
    toDay: dayOf(now),
  };
}

function dayOf(at: Date): string {
  return [
    at.getFullYear(),
    String(at.getMonth() + 1).padStart(2, '0'),
    String(at.getDate()).padStart(2, '0'),
  ].join('-');
}

function midnightOf(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate());
}

/** By the calendar: a day with a change of the clock is not 24 hours long. */
function daysAfter(day: Date, days: number): Date {
  const after = new Date(day);
  after.setDate(after.getDate() + days);
  return after;
}
