import {
  MIN_HEALTH_COVERAGE,
  type Indicator,
  type RelationshipAnswer,
} from '@customer-360/backstage-plugin-customer-360-common';
import { ageMessages, formatElapsed } from '../format/formatAge';
import { formatMonthOf } from '../format/formatDate';
import { formatNumber } from '../format/formatNumber';
import { HealthParts } from '../graphics/HealthParts';
import { useMessages } from '../messages/useMessages';
import { stateMessages } from '../states/messages';
import { useNow } from '../hooks/useNow';
import { OwnerNote } from './OwnerNote';
import { AnswerTile, type AnswerTileContent } from './AnswerTile';
import { changeLine, changeOf, changeText } from './changeText';
import { overviewMessages } from './messages';
import { missingContent } from './missingContent';

/** How we stand with them. @internal */
export function RelationshipTile(props: {
  answer: RelationshipAnswer;
  indicators: readonly Indicator[];
}) {
  const { answer, indicators } = props;
  const m = useMessages(overviewMessages);
  const states = useMessages(stateMessages);
  const ages = useMessages(ageMessages);
  const now = useNow();
  const { health, nps, lastTouch } = answer;
  const change = changeOf(answer.change30d, 'health');
  const longer = changeOf(answer.change90d, 'health');
  let content: AnswerTileContent;
  if (health?.score !== undefined && health.coverage >= MIN_HEALTH_COVERAGE) {
    content = {
      value: formatNumber(health.score),
      unit: m.ofScale(
        formatNumber(health.scale.max),
        health.direction === 'higher-is-better' ? m.higher : m.lower,
      ),
      quietMark:
        health.previous || change?.before !== undefined
          ? m.steady
          : m.noEarlierScore,
    };
  } else if (health) {
    content = { value: m.noScore, unit: m.tooFew };
  } else {
    content = missingContent(
      answer.missing.filter(({ facet }) => facet === 'health'),
      { value: m.noScore },
      m,
      states,
    );
  }
  const facts = [
    change && changeText(change, m),
    nps && m.nps(formatNumber(nps.score), formatMonthOf(nps.at)),
    lastTouch &&
      m.touch(
        m.touchKinds[lastTouch.kind] ?? m.touchKinds.other,
        formatElapsed(lastTouch.at, now, ages),
      ),
  ].filter(fact => fact !== undefined);
  return (
    <AnswerTile
      id="relationship"
      title={m.relationship}
      provenance={answer.provenance}
      missing={answer.missing}
      indicators={indicators}
      content={{
        ...content,
        line:
          facts.length > 0
            ? {
                text: facts.join(' · '),
                more: longer && changeLine(longer, m),
              }
            : content.line,
        viz: health && health.parts.length > 0 && (
          <div style={{ marginTop: 8 }}>
            <HealthParts
              health={health}
              label={m.healthParts(
                health.parts
                  .map(({ label, score }) =>
                    m.healthPart(
                      label,
                      score === undefined ? m.noData : formatNumber(score),
                    ),
                  )
                  .join(', '),
              )}
            />
            <div style={{ marginTop: 3 }}>
              {m.inputs(
                health.parts.filter(({ score }) => score !== undefined).length,
                health.parts.length,
              )}
            </div>
          </div>
        ),
        note: answer.owner && <OwnerNote owner={answer.owner} />,
      }}
    />
  );
}
