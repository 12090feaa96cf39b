import { dayOf } from '../../dates/days';
import { dormantDays } from '../answers/dormantDays';
import { summaryOf } from '../visible/visibleFacet';
import { countText, dayText } from '../text/words';
import type { IndicatorRule } from './IndicatorRule';
import { readingOf } from './readingOf';

/** Nobody of theirs has used the product for a while. */
export const dormantUsage: IndicatorRule = ({ facets, now, settings }) => {
  const lastEventAt = summaryOf(facets, 'activity')?.lastEventAt;
  const days = dormantDays(facets, now, settings);
  return lastEventAt !== undefined && days !== undefined
    ? {
        id: 'dormant-usage',
        answer: 'uses',
        tone: 'down',
        word: 'Dormant',
        text: `No activity for ${countText(days, 'day')}`,
        rule: `no activity for ${countText(settings.dormantAfterDays, 'day')}`,
        before: readingOf(
          facets,
          'activity',
          `last event on ${dayText(dayOf(lastEventAt))}`,
          lastEventAt,
        ),
        now: readingOf(
          facets,
          'activity',
          `${countText(days, 'day')} without an event`,
        ),
        facets: ['activity'],
      }
    : undefined;
};
