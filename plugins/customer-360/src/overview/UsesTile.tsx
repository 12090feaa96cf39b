import type {
  Indicator,
  UsesAnswer,
} from '@customer-360/backstage-plugin-customer-360-common';
import { weeklyMeans } from '../format/fillGaps';
import { formatDate } from '../format/formatDate';
import { formatNumber } from '../format/formatNumber';
import { Sparkline } from '../graphics/Sparkline';
import { useMessages } from '../messages/useMessages';
import { stateMessages } from '../states/messages';
import { AnswerTile, type AnswerTileContent } from './AnswerTile';
import { changeLine, changeOf, changeText } from './changeText';
import { overviewMessages } from './messages';
import { missingContent } from './missingContent';
import { toneOf } from './tones';

type Words = typeof overviewMessages.messages;

function line(
  answer: UsesAnswer,
  m: Words,
  tone: ReturnType<typeof toneOf>,
): AnswerTileContent['line'] {
  if (answer.dormantDays !== undefined && answer.lastEventAt) {
    return { text: m.lastUse(formatDate(answer.lastEventAt)), tone };
  }
  if (answer.activation?.activated === false) {
    return { text: m.notActivated, tone };
  }
  const active = changeOf(answer.change30d, 'weeklyActive');
  if (!active) {
    return undefined;
  }
  const bought = changeOf(answer.change30d, 'seats');
  const longer = changeOf(answer.change90d, 'weeklyActive');
  return {
    text: [
      changeLine(active, m, m.weeklyActiveWord),
      bought?.absolute && changeText(bought, m, m.seatsWord, active),
    ]
      .filter(Boolean)
      .join(' · '),
    tone,
    more: longer && changeLine(longer, m, m.weeklyActiveWord),
  };
}

/** Whether they use it. @internal */
export function UsesTile(props: {
  answer: UsesAnswer;
  indicators: readonly Indicator[];
}) {
  const { answer, indicators } = props;
  const m = useMessages(overviewMessages);
  const states = useMessages(stateMessages);
  const tone = toneOf(indicators, 'uses');
  const { weeklyActive, seats, dormantDays } = answer;
  let content: AnswerTileContent;
  if (dormantDays !== undefined) {
    content = { value: m.dormant(dormantDays) };
  } else if (weeklyActive !== undefined) {
    content = {
      value: formatNumber(weeklyActive),
      unit:
        seats === undefined ? m.weeklyActive : m.ofSeats(formatNumber(seats)),
    };
  } else {
    content = missingContent(
      answer.missing.filter(({ facet }) => facet === 'activity'),
      { value: m.nothing, line: m.neverUsed },
      m,
      states,
    );
  }
  return (
    <AnswerTile
      id="uses"
      title={m.uses}
      provenance={answer.provenance}
      missing={answer.missing}
      indicators={indicators}
      content={{
        ...content,
        line: content.line ?? line(answer, m, tone),
        viz: <UsageLine answer={answer} m={m} tone={tone} />,
        note:
          answer.featuresTotal !== undefined &&
          answer.featuresAdopted !== undefined &&
          m.features(answer.featuresAdopted, answer.featuresTotal),
      }}
    />
  );
}

function UsageLine(props: {
  answer: UsesAnswer;
  m: Words;
  tone: ReturnType<typeof toneOf>;
}) {
  const values = weeklyMeans(
    props.answer.daily.map(({ day, activeUsers }) => [day, activeUsers]),
  );
  const means = values.filter(value => value !== undefined);
  if (means.length < 2) {
    return null;
  }
  const mean = (value: number) => formatNumber(value, { digits: 0 });
  return (
    <Sparkline
      zeroBased
      values={values}
      tone={props.tone}
      label={props.m.usageHistory(
        values.length,
        mean(Math.min(...means)),
        mean(Math.max(...means)),
        mean(means[means.length - 1]),
      )}
    />
  );
}
