import { percentText } from '../text/words';
import { summaryOf } from '../visible/visibleFacet';
import type { IndicatorRule } from './IndicatorRule';
import { readingOf } from './readingOf';

/**
 * Many of their ratings of our support are bad. Of good or bad only: what a
 * number on a scale means differs from tool to tool.
 */
export const satisfactionLow: IndicatorRule = ({ facets, settings }) => {
  const ratings = summaryOf(facets, 'satisfaction')?.binary;
  const limit = settings.satisfactionPercent;
  if (
    ratings === undefined ||
    ratings.answered < settings.satisfactionAnswers
  ) {
    return undefined;
  }
  const { good, answered } = ratings;
  return (good / answered) * 100 < limit
    ? {
        id: 'satisfaction-low',
        answer: 'threads',
        tone: 'watch',
        word: 'Unhappy',
        text: `${good} of ${answered} ratings are good`,
        rule: `under ${percentText(limit)} good of at least ${
          settings.satisfactionAnswers
        } ratings`,
        now: readingOf(facets, 'satisfaction', `${good} good of ${answered}`),
        facets: ['satisfaction'],
      }
    : undefined;
};
