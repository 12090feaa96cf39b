import { useContext } from 'react';
import type {
  Indicator,
  PaysAnswer,
} from '@customer-360/backstage-plugin-customer-360-common';
import { dayOfInstant, formatMonth, formatNearDay } from '../format/formatDate';
import { formatMoney, formatMoneyList } from '../format/formatMoney';
import { fillMonths } from '../format/fillGaps';
import { Sparkline } from '../graphics/Sparkline';
import { OnPaper } from '../hooks/OnPaper';
import { useMessages } from '../messages/useMessages';
import { ToneText } from '../parts/ToneText';
import { stateMessages } from '../states/messages';
import { AnswerTile, type AnswerTileContent } from './AnswerTile';
import { changeLines } from './changeText';
import { MethodButton } from './MethodButton';
import { overviewMessages } from './messages';
import { missingContent } from './missingContent';
import { toneOf } from './tones';

type Words = typeof overviewMessages.messages;

/** What they pay a month. @internal */
export function PaysTile(props: {
  answer: PaysAnswer;
  indicators: readonly Indicator[];
  /** False where billing has none of this customer, not even an ended one. */
  anySubscription: boolean;
}) {
  const { answer, indicators } = props;
  const m = useMessages(overviewMessages);
  const states = useMessages(stateMessages);
  const tone = toneOf(indicators, 'pays');
  const onPaper = useContext(OnPaper);
  const [mrr] = answer.mrr ?? [];
  let content: AnswerTileContent;
  if (mrr) {
    const known = answer.change30d.some(({ before }) => before !== undefined);
    content = {
      value: formatMoneyList(answer.mrr!, { whole: true }),
      unit: m.aMonth,
      line: {
        text: known ? changeLines(answer.change30d, m)! : planText(answer, m),
        ...(known && { tone }),
        more: changeLines(answer.change90d, m),
      },
      viz: <MrrLine answer={answer} m={m} tone={tone} />,
    };
  } else {
    content = missingContent(
      answer.missing.filter(({ facet }) => facet === 'subscriptions'),
      { value: m.nothing, line: nothingLine(props, m, states) },
      m,
      states,
    );
  }
  const note = answer.overdue ? (
    <ToneText tone="down">
      {m.overdue(formatMoneyList(answer.overdue.amounts, { whole: true }))}
    </ToneText>
  ) : (
    answer.arr &&
    answer.arr.length > 0 && (
      <span>{m.arr(formatMoneyList(answer.arr, { whole: true }))}</span>
    )
  );
  return (
    <AnswerTile
      id="pays"
      title={m.pays}
      provenance={answer.provenance}
      missing={answer.missing}
      indicators={indicators}
      content={{
        ...content,
        note: (
          <>
            {note}
            {answer.policy && !onPaper && (
              <>
                {note && ' · '}
                <MethodButton policy={answer.policy} />
              </>
            )}
          </>
        ),
      }}
    />
  );
}

function planText(answer: PaysAnswer, m: Words): string {
  const parts = [
    answer.plan,
    answer.trialEndsAt &&
      m.trialUntil(formatNearDay(dayOfInstant(answer.trialEndsAt))),
    changeLines(answer.change30d, m),
  ].filter(part => part !== undefined);
  return parts.join(', ');
}

/** Why they pay nothing: what runs and does not count, what ended, or neither. */
function nothingLine(
  { answer, anySubscription }: { answer: PaysAnswer; anySubscription: boolean },
  m: Words,
  states: typeof stateMessages.messages,
): string {
  if (answer.plan) {
    return `${answer.plan}, ${m.notCounted}`;
  }
  return anySubscription ? m.noneRunning : states.empty.subscriptions;
}

function MrrLine(props: {
  answer: PaysAnswer;
  m: Words;
  tone: ReturnType<typeof toneOf>;
}) {
  const { answer, m } = props;
  const currency = answer.mrr?.[0]?.currency;
  // Lines of two currencies on one scale would compare what cannot be compared.
  if (!currency || answer.mrr!.length > 1 || answer.history.length < 2) {
    return null;
  }
  const history = answer.history.filter(({ mrr }) => mrr.currency === currency);
  const values = fillMonths(
    history.map(({ month, mrr }) => [month, mrr.amount]),
  );
  const byAmount = [...history].sort((a, b) => a.mrr.amount - b.mrr.amount);
  const [low, high] = [byAmount[0], byAmount.at(-1)!];
  const word = (point: (typeof history)[number]) =>
    `${formatMoney(point.mrr, { whole: true })} ${formatMonth(point.month)}`;
  return (
    <Sparkline
      values={values}
      tone={props.tone}
      label={m.mrrHistory(
        values.length,
        word(low),
        word(high),
        formatMoney(answer.mrr![0], { whole: true }),
      )}
    />
  );
}
