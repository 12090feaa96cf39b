import { countText } from '../text/words';
import { summaryOf } from '../visible/visibleFacet';
import type { IndicatorRule } from './IndicatorRule';
import { readingOf } from './readingOf';

/** Something that is open with support has been escalated. */
export const escalationOpen: IndicatorRule = ({ facets }) => {
  const escalated = summaryOf(facets, 'tickets')?.escalated ?? 0;
  const tickets = countText(escalated, 'escalated ticket');
  return escalated > 0
    ? {
        id: 'escalation-open',
        answer: 'threads',
        tone: 'down',
        word: 'Escalated',
        text: `${tickets} open`,
        rule: 'an open ticket is escalated',
        now: readingOf(facets, 'tickets', tickets),
        facets: ['tickets'],
      }
    : undefined;
};
