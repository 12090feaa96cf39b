import { useTheme } from '@material-ui/core/styles';
import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useTokens } from '../design/useTokens';
import { formatDay } from '../format/formatDate';

const DASHES = ['', '6 3', '2 3', '8 3 2 3', '12 4'];

/** One line of a chart; a value that is not known is a gap. @internal */
export interface ChartSeries {
  name: string;
  values: ReadonlyMap<string, number>;
}

/**
 * Lines over days. Loaded when it is opened: the library is larger than all the
 * rest of the page. The same numbers stand in a table beside it.
 *
 * @internal
 */
export function SeriesChart(props: {
  days: readonly string[];
  series: readonly ChartSeries[];
  height: number;
}) {
  const tokens = useTokens();
  const theme = useTheme();
  const colors = [
    tokens.spark,
    tokens.up,
    tokens.watch,
    tokens.down,
    tokens.soft,
  ];
  const data = props.days.map(day => ({
    day,
    ...Object.fromEntries(
      props.series.map(({ name, values }) => [name, values.get(day)]),
    ),
  }));
  return (
    <ResponsiveContainer width="100%" height={props.height}>
      <LineChart data={data} margin={{ top: 8, right: 12, bottom: 0, left: 0 }}>
        <CartesianGrid stroke={tokens.line} vertical={false} />
        <XAxis
          dataKey="day"
          tickFormatter={(day: string) => formatDay(day, 'short')}
          tick={{ fill: tokens.soft, fontSize: 11 }}
          minTickGap={32}
        />
        <YAxis
          width={36}
          domain={[0, 'auto']}
          allowDecimals={false}
          tick={{ fill: tokens.soft, fontSize: 11 }}
        />
        <Tooltip
          labelFormatter={day => formatDay(String(day))}
          contentStyle={{
            background: theme.palette.background.paper,
            border: `1px solid ${tokens.line}`,
            fontSize: 12,
          }}
        />
        {props.series.length > 1 && (
          <Legend wrapperStyle={{ fontSize: 12 }} iconType="plainline" />
        )}
        {props.series.map(({ name }, index) => (
          <Line
            key={name}
            dataKey={name}
            stroke={colors[index % colors.length]}
            strokeDasharray={DASHES[index % DASHES.length]}
            strokeWidth={1.8}
            dot={false}
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
