import type {
  Indicator,
  NextAnswer,
} from '@customer-360/backstage-plugin-customer-360-common';
import { useTheme } from '@material-ui/core/styles';
import { dayOfInstant, formatNearDay } from '../format/formatDate';
import { useMessages } from '../messages/useMessages';
import { stateMessages } from '../states/messages';
import { useNow } from '../hooks/useNow';
import { localDay } from '../upcoming/localDay';
import { AnswerTile, type AnswerTileContent } from './AnswerTile';
import { overviewMessages } from './messages';
import { missingContent } from './missingContent';
import { upcomingText } from './upcomingText';

const DAY_MS = 24 * 3600 * 1000;
const SHOWN_BESIDE = 3;

/** From the day that it is in UTC, as all answers count. */
function daysTo(day: string, now: Date): number {
  return Math.round(
    (Date.parse(day) - Date.parse(dayOfInstant(now.toISOString()))) / DAY_MS,
  );
}

/** What comes next. @internal */
export function NextTile(props: {
  answer: NextAnswer;
  indicators: readonly Indicator[];
}) {
  const { answer, indicators } = props;
  const m = useMessages(overviewMessages);
  const states = useMessages(stateMessages);
  const theme = useTheme();
  const now = useNow();
  const [first, ...rest] = answer.items;
  let content: AnswerTileContent;
  if (first) {
    const left = daysTo(localDay(first), now);
    const mark =
      left <= 1 ? [m.today, m.tomorrow][Math.max(0, left)] : m.inDays(left);
    content = {
      value: formatNearDay(localDay(first), now, 'weekday'),
      line: { text: upcomingText(first, m) },
      quietMark: left < 0 ? m.overdueDays(-left) : mark,
      viz: (
        <ul
          style={{
            listStyle: 'none',
            margin: 0,
            padding: 0,
            fontSize: 11.5,
            maxWidth: 150,
          }}
        >
          {rest.slice(0, SHOWN_BESIDE).map(item => (
            <li
              key={`${item.kind}/${item.day}/${item.title}`}
              style={{
                whiteSpace: 'nowrap',
                overflow: 'hidden',
                textOverflow: 'ellipsis',
              }}
            >
              <span style={{ color: theme.palette.text.primary }}>
                {formatNearDay(localDay(item), now)}
              </span>{' '}
              {item.kind === 'meeting' || item.kind === 'plan_change'
                ? item.title ?? m.upcoming[item.kind]
                : m.upcoming[item.kind].toLocaleLowerCase()}
            </li>
          ))}
        </ul>
      ),
    };
  } else {
    // "Nothing planned" is only true where everything was there to be read.
    const unread = answer.missing.filter(
      ({ state }) =>
        state !== 'partial' && state !== 'empty' && state !== 'unconfigured',
    );
    content = missingContent(unread, { value: m.nothingNext }, m, states);
  }
  return (
    <AnswerTile
      id="next"
      title={m.next}
      provenance={answer.provenance}
      missing={answer.missing}
      indicators={indicators}
      content={content}
    />
  );
}
