import type {
  Indicator,
  UsesAnswer,
} from '@customer-360/backstage-plugin-customer-360-common';
import { weeklyMeans } from '../format/fillGaps';
import { formatDate } from '../format/formatDate';
import { formatNumber, formatSignedPercent } from '../format/formatNumber';
import { Sparkline } from '../graphics/Sparkline';
import { useMessages } from '../messages/useMessages';
import { stateMessages } from '../states/messages';
import { AnswerTile, type AnswerTileContent } from './AnswerTile';
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
  const { change } = answer;
  if (change?.absolute === 0) {
    return { text: m.usesUnchanged(change.windowDays), tone };
  }
  if (change) {
    const signed =
      change.percent === undefined
        ? `${change.absolute > 0 ? '+' : '−'}${Math.abs(change.absolute)}`
        : formatSignedPercent(change.percent);
    return {
      text: m.usesChange(
        signed,
        change.windowDays,
        formatNumber(change.before),
      ),
      tone,
    };
  }
  return undefined;
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
