import { MIN_HEALTH_COVERAGE } from '../../facets/relationship/health';
import { percentText } from '../text/words';
import { summaryOf } from '../visible/visibleFacet';
import type { IndicatorRule } from './IndicatorRule';
import { readingOf } from './readingOf';

/** Their health has fallen, whichever way its scale runs. */
export const healthDecline: IndicatorRule = ({ facets, settings }) => {
  const health = summaryOf(facets, 'health');
  if (
    health?.score === undefined ||
    health.previous === undefined ||
    health.coverage < MIN_HEALTH_COVERAGE
  ) {
    return undefined;
  }
  const { score, previous, scale, direction } = health;
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
