const DAY_MS = 24 * 3600 * 1000;

/** No line of a chart has more points than this. */
const MAX_POINTS = 800;

function fill(
  points: ReadonlyArray<readonly [string, number]>,
  next: (key: string) => string,
): Array<number | undefined> {
  const values = new Map(points);
  const keys = [...values.keys()].sort();
  if (keys.length === 0) {
    return [];
  }
  const filled: Array<number | undefined> = [];
  const end = keys[keys.length - 1];
  for (
    let key = keys[0];
    key <= end && filled.length < MAX_POINTS;
    key = next(key)
  ) {
    filled.push(values.get(key));
  }
  return filled;
}

/** Values by day, with undefined for a day that is not known. @internal */
export function fillDays(
  points: ReadonlyArray<readonly [string, number]>,
): Array<number | undefined> {
  return fill(points, day =>
    new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS)
      .toISOString()
      .slice(0, 10),
  );
}

/** Values by month, with undefined for a month that is not known. @internal */
export function fillMonths(
  points: ReadonlyArray<readonly [string, number]>,
): Array<number | undefined> {
  return fill(points, key => {
    const [year, month] = key.split('-').map(Number);
    return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
  });
}

const WEEK = 7;

/**
 * Mean of the known days of each week, counted back from the last day, so that
 * weekends make no saw and every week is whole. A week without a known day is
 * undefined; what is left over at the beginning is dropped.
 *
 * @internal
 */
export function weeklyMeans(
  points: ReadonlyArray<readonly [string, number]>,
): Array<number | undefined> {
  const days = fillDays(points);
  const means: Array<number | undefined> = [];
  for (let end = days.length; end >= WEEK; end -= WEEK) {
    const known = days
      .slice(end - WEEK, end)
      .filter(value => value !== undefined);
    means.unshift(
      known.length === 0
        ? undefined
        : known.reduce((sum, value) => sum + value, 0) / known.length,
    );
  }
  return means;
}
