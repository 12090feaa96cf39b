import { lazy, Suspense, useMemo } from 'react';
import { useMessages } from '../messages/useMessages';
import { usageMessages } from './messages';
import type { ChartSeries } from './SeriesChart';

const SeriesChart = lazy(() =>
  import('./SeriesChart').then(m => ({ default: m.SeriesChart })),
);

const HEIGHT = 200;
const DAY_MS = 24 * 3600 * 1000;
const MAX_DAYS = 800;

function daysBetween(days: readonly string[], step: number): string[] {
  const sorted = [...days].sort();
  const all: string[] = [];
  const end = Date.parse(`${sorted.at(-1)}T00:00:00Z`);
  for (
    let at = Date.parse(`${sorted[0]}T00:00:00Z`);
    at <= end && all.length < MAX_DAYS;
    at += step * DAY_MS
  ) {
    all.push(new Date(at).toISOString().slice(0, 10));
  }
  return all;
}

/** A chart in a box of its final height, its code fetched when it is shown. @internal */
export function LazyChart(props: {
  label: string;
  series: readonly ChartSeries[];
  /** Days from one point to the next. */
  step: number;
}) {
  const { series, step } = props;
  const m = useMessages(usageMessages);
  const days = useMemo(
    () =>
      daysBetween(
        series.flatMap(({ values }) => [...values.keys()]),
        step,
      ),
    [series, step],
  );
  if (days.length === 0) {
    return null;
  }
  return (
    <figure style={{ margin: 0, height: HEIGHT }} aria-label={props.label}>
      <Suspense fallback={<small>{m.chartLoading}</small>}>
        <SeriesChart days={days} series={series} height={HEIGHT} />
      </Suspense>
    </figure>
  );
}
