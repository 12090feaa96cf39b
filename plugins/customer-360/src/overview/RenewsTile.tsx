import type {
  ContractsSummary,
  Indicator,
  RenewsAnswer,
} from '@customer-360/backstage-plugin-customer-360-common';
import { formatDay, formatDayMonth, formatNearDay } from '../format/formatDate';
import { formatMoney } from '../format/formatMoney';
import { RenewalBar } from '../graphics/RenewalBar';
import { useMessages } from '../messages/useMessages';
import { stateMessages } from '../states/messages';
import { useNow } from '../hooks/useNow';
import { AnswerTile, type AnswerTileContent } from './AnswerTile';
import { overviewMessages } from './messages';
import { missingContent } from './missingContent';
import { toneOf } from './tones';

type Words = typeof overviewMessages.messages;

function line(
  answer: RenewsAnswer,
  m: Words,
  tone: ReturnType<typeof toneOf>,
): AnswerTileContent['line'] {
  const { noticeDay, noticeDaysLeft } = answer;
  if (noticeDay && noticeDaysLeft !== undefined) {
    if (noticeDaysLeft < 0) {
      return { text: m.noticeClosed(formatNearDay(noticeDay)), tone };
    }
    return {
      text:
        noticeDaysLeft === 0
          ? m.noticeToday
          : m.noticeBy(formatNearDay(noticeDay), noticeDaysLeft),
      tone,
    };
  }
  switch (answer.kind) {
    case 'ends':
      return { text: m.endsLine, tone };
    case 'billing_end':
      return { text: m.billingEndLine, tone };
    case 'trial_end':
      return { text: m.trialEndLine, tone };
    default:
      return undefined;
  }
}

/** What is true where no contract decides: none at all, none now, or not all read. */
function noContractLine(
  { answer, anyContract }: { answer: RenewsAnswer; anyContract: boolean },
  m: Words,
  states: typeof stateMessages.messages,
): string {
  if (
    answer.missing.some(
      ({ facet, state }) => facet === 'contracts' && state === 'partial',
    )
  ) {
    return m.noContractRead;
  }
  return anyContract ? m.noContractLine : states.empty.contracts;
}

/** When they decide again. @internal */
export function RenewsTile(props: {
  answer: RenewsAnswer;
  indicators: readonly Indicator[];
  contract?: ContractsSummary['current'];
  /** False where no source has one, not even one that is over. */
  anyContract: boolean;
}) {
  const { answer, indicators, contract } = props;
  const m = useMessages(overviewMessages);
  const states = useMessages(stateMessages);
  const today = useNow().toISOString().slice(0, 10);
  const tone = toneOf(indicators, 'renews');
  const { kind, day, daysLeft, startDay, noticeDay } = answer;
  let content: AnswerTileContent;
  if (day && daysLeft !== undefined) {
    content = {
      value: String(daysLeft),
      unit: m.daysUnit(daysLeft, formatDay(day)),
      line: line(answer, m, tone),
      viz: startDay && (
        <>
          <RenewalBar
            startDay={startDay}
            endDay={day}
            noticeDay={noticeDay}
            today={today}
            tone={tone}
            label={m.termBar(
              formatDay(startDay),
              formatDay(day),
              noticeDay && formatDay(noticeDay),
            )}
          />
          <div style={{ display: 'flex', justifyContent: 'space-between' }}>
            <span>{formatDayMonth(startDay)}</span>
            <span>{formatDayMonth(day)}</span>
          </div>
        </>
      ),
    };
  } else if (kind === 'open_ended') {
    content = { value: m.openEnded, line: { text: m.openEndedLine } };
  } else {
    content = missingContent(
      answer.missing.filter(({ facet }) => facet === 'contracts'),
      { value: m.noContract, line: noContractLine(props, m, states) },
      m,
      states,
    );
  }
  const notes = [
    answer.annualValue &&
      m.perYear(formatMoney(answer.annualValue, { whole: true })),
    kind === 'renews' && contract?.autoRenews ? m.autoRenews : undefined,
  ].filter(note => note !== undefined);
  const titles = {
    renews: m.renews,
    ends: m.ends,
    billing_end: m.billingEnd,
    trial_end: m.trialEnd,
    open_ended: m.renews,
  };
  return (
    <AnswerTile
      id="renews"
      title={titles[kind ?? 'renews']}
      provenance={answer.provenance}
      missing={answer.missing}
      indicators={indicators}
      content={{ ...content, note: notes.join(', ') }}
    />
  );
}
