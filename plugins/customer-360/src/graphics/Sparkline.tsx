import type { Tone } from '../design/tokens';
import { useTokens } from '../design/useTokens';

const WIDTH = 118;
const HEIGHT = 40;
const LOW_HEIGHT = 20;
const PAD = 4;
/** The line's whole height is at least this part of its largest value. */
const MIN_SPREAD = 0.2;

/** Points of the line, in runs: a missing value is a gap, never a slope. @internal */
export function sparklineRuns(
  values: ReadonlyArray<number | undefined>,
  zeroBased: boolean,
  height: number = HEIGHT,
): Array<Array<[number, number]>> {
  const known = values.filter(value => value !== undefined);
  const least = zeroBased ? Math.min(0, ...known) : Math.min(...known);
  const most = Math.max(...known);
  // A change of one percent must not look like a cliff.
  const spread = Math.max(most - least, MIN_SPREAD * Math.abs(most));
  const low = (most + least - spread) / 2;
  const high = low + spread;
  const runs: Array<Array<[number, number]>> = [[]];
  values.forEach((value, index) => {
    if (value === undefined) {
      runs.push([]);
      return;
    }
    const x =
      values.length === 1
        ? WIDTH / 2
        : PAD + (index / (values.length - 1)) * (WIDTH - 2 * PAD);
    const y =
      high === low
        ? height / 2
        : height - PAD - ((value - low) / (high - low)) * (height - 2 * PAD);
    runs.at(-1)!.push([x, y]);
  });
  return runs.filter(run => run.length > 0);
}

/**
 * A line without axes. `label` says in words what it shows.
 *
 * @internal
 */
export function Sparkline(props: {
  values: ReadonlyArray<number | undefined>;
  label: string;
  tone?: Tone;
  /** Counts start at nought; amounts are shown in their own range. */
  zeroBased?: boolean;
  /** As high as a row of a table. */
  low?: boolean;
}) {
  const tokens = useTokens();
  const height = props.low ? LOW_HEIGHT : HEIGHT;
  const runs = sparklineRuns(props.values, props.zeroBased ?? false, height);
  const last = runs.at(-1)?.at(-1);
  if (!last) {
    return null;
  }
  return (
    <svg
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${WIDTH} ${height}`}
      width={WIDTH}
      height={height}
      style={{ display: 'block' }}
    >
      {runs.map(run => (
        <polyline
          key={run[0][0]}
          points={run
            .map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`)
            .join(' ')}
          fill="none"
          stroke={tokens.spark}
          strokeWidth="1.8"
          strokeLinejoin="round"
        />
      ))}
      <circle
        cx={last[0]}
        cy={last[1]}
        r="3"
        fill={props.tone ? tokens[props.tone] : tokens.spark}
      />
    </svg>
  );
}
