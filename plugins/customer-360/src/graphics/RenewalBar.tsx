import { useTheme } from '@material-ui/core/styles';
import type { Tone } from '../design/tokens';
import { useTokens } from '../design/useTokens';

const WIDTH = 118;
const MARK = 2;

function share(day: string, from: string, to: string): number {
  const [at, start, end] = [day, from, to].map(value => Date.parse(value));
  return Math.min(1, Math.max(0, (at - start) / (end - start)));
}

/**
 * The term of a contract: filled up to today, with a mark at the notice
 * deadline and one at the end. Days are `YYYY-MM-DD`.
 *
 * @internal
 */
export function RenewalBar(props: {
  startDay: string;
  endDay: string;
  noticeDay?: string;
  today: string;
  tone?: Tone;
  label: string;
}) {
  const { startDay, endDay, noticeDay, today } = props;
  const tokens = useTokens();
  const theme = useTheme();
  const place = (day: string) => share(day, startDay, endDay) * (WIDTH - MARK);
  return (
    <svg
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${WIDTH} 13`}
      width={WIDTH}
      height={13}
    >
      <rect y="3" width={WIDTH} height="7" rx="3.5" fill={tokens.track} />
      <rect
        y="3"
        width={Math.max(7, place(today))}
        height="7"
        rx="3.5"
        fill={tokens.spark}
      />
      {noticeDay && (
        <rect
          x={place(noticeDay)}
          width={MARK}
          height="13"
          fill={tokens[props.tone ?? 'watch']}
        />
      )}
      <rect
        x={WIDTH - MARK}
        width={MARK}
        height="13"
        fill={theme.palette.text.primary}
      />
    </svg>
  );
}
