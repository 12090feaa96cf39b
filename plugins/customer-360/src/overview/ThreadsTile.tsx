import {
  TICKET_SEVERITIES,
  type Indicator,
  type ThreadsAnswer,
} from '@customer-360/backstage-plugin-customer-360-common';
import { useTheme } from '@material-ui/core/styles';
import { formatNumber, formatShare } from '../format/formatNumber';
import { useMessages } from '../messages/useMessages';
import { stateMessages } from '../states/messages';
import { AnswerTile, type AnswerTileContent } from './AnswerTile';
import { changeLine, changeOf, changeText } from './changeText';
import { overviewMessages } from './messages';
import { missingContent } from './missingContent';

type Words = typeof overviewMessages.messages;

function unit(answer: ThreadsAnswer, m: Words): string {
  const worst = TICKET_SEVERITIES.find(
    severity => (answer.bySeverity?.[severity] ?? 0) > 0,
  );
  // "Normal" and "low" say nothing that the number does not.
  return worst === 'urgent' || worst === 'high'
    ? m.withSeverity(answer.bySeverity![worst]!, m.severities[worst])
    : m.open;
}

/** What is open with them. @internal */
export function ThreadsTile(props: {
  answer: ThreadsAnswer;
  indicators: readonly Indicator[];
}) {
  const { answer, indicators } = props;
  const m = useMessages(overviewMessages);
  const states = useMessages(stateMessages);
  let content: AnswerTileContent;
  if (answer.open === undefined) {
    content = missingContent(
      answer.missing.filter(({ facet }) => facet === 'tickets'),
      { value: m.nothing, line: states.empty.tickets },
      m,
      states,
    );
  } else {
    const urgent = changeOf(answer.change30d, 'urgentTickets');
    const longer = changeOf(answer.change90d, 'urgentTickets');
    const facts = [
      answer.open > 0 && answer.oldestOpenDays !== undefined
        ? m.oldest(m.days(answer.oldestOpenDays))
        : undefined,
      answer.slaBreached ? m.pastSla(answer.slaBreached) : undefined,
      urgent?.absolute ? changeText(urgent, m, m.severities.urgent) : undefined,
    ].filter(fact => fact !== undefined);
    content = {
      value: formatNumber(answer.open),
      unit: unit(answer, m),
      line: {
        text: facts.join(' · ') || m.nothingOpen,
        more: longer && changeLine(longer, m, m.severities.urgent),
      },
    };
  }
  return (
    <AnswerTile
      id="threads"
      title={m.threads}
      provenance={answer.provenance}
      missing={answer.missing}
      indicators={indicators}
      content={{
        ...content,
        viz: <Satisfaction answer={answer} m={m} />,
        vizSpeaks: true,
        note: answer.total !== undefined && m.inAll(formatNumber(answer.total)),
      }}
    />
  );
}

function Satisfaction(props: { answer: ThreadsAnswer; m: Words }) {
  const { answer, m } = props;
  const theme = useTheme();
  const { scale, binary } = answer.satisfaction ?? {};
  const change = changeOf(answer.change30d, 'csat');
  const figure = scale
    ? {
        value: formatNumber(scale.mean),
        unit: m.csatOf(formatNumber(scale.max)),
        answered: scale.answered,
      }
    : binary && {
        value: formatShare(binary.good / binary.answered),
        unit: m.csatGood,
        answered: binary.answered,
      };
  if (!figure) {
    return null;
  }
  return (
    <div style={{ textAlign: 'right' }}>
      <div
        style={{
          fontSize: 18,
          fontWeight: 600,
          lineHeight: 1.3,
          color: theme.palette.text.primary,
        }}
      >
        {figure.value}{' '}
        <span style={{ fontSize: 11, fontWeight: 400 }}>{figure.unit}</span>
      </div>
      <div>{m.csatAnswers(figure.answered)}</div>
      {change?.absolute ? <div>{changeText(change, m)}</div> : null}
    </div>
  );
}
