import { MIN_HEALTH_COVERAGE } from '../../facets/relationship/health';
import { percentText } from '../text/words';
import { figureChange } from '../changes/figureChange';
import { healthFigures } from '../changes/healthFigures';
import { summaryOf } from '../visible/visibleFacet';
import type { IndicatorRule, RuleInput } from './IndicatorRule';
import { readingOf } from './readingOf';

/** Their health has fallen, whichever way its scale runs. */
export const healthDecline: IndicatorRule = ({
  facets,
  now,
  past,
  settings,
}) => {
  const health = summaryOf(facets, 'health');
  const previous = previousScore({ facets, now, past });
  if (
    health?.score === undefined ||
    previous === undefined ||
    health.coverage < MIN_HEALTH_COVERAGE
  ) {
    return undefined;
  }
  const { score, scale, direction } = health;
  const fall =
    direction === 'higher-is-better'
      ? previous.score - score
      : score - previous.score;
  const limit = settings.healthDeclinePercent;
  const scoreText = (value: number) => `${value} of ${scale.max}`;
  return fall > ((scale.max - scale.min) * limit) / 100
    ? {
        id: 'health-decline',
        answer: 'relationship',
        tone: 'down',
        word: 'Declining',
        text: `Health went from ${previous.score} to ${scoreText(score)}`,
        rule: `worse by more than ${percentText(limit)} of the scale`,
        before: readingOf(
          facets,
          'health',
          scoreText(previous.score),
          previous.at,
        ),
        now: readingOf(facets, 'health', scoreText(score), health.updatedAt),
        facets: ['health'],
      }
    : undefined;
};

/** The score before this one; of a source that has none, that of 30 days ago. */
function previousScore(
  input: Pick<RuleInput, 'facets' | 'now' | 'past'>,
): { score: number; at?: string } | undefined {
  const own = summaryOf(input.facets, 'health')?.previous;
  const [figure] = healthFigures(input.facets);
  if (own || figure === undefined) {
    return own;
  }
  const { before, day, observedSince } = figureChange(figure, 30, input);
  return before === undefined || observedSince
    ? undefined
    : { score: before, at: day };
}
