import { dayOf, daysBetween } from '../../dates/days';
import { dayText, inDaysText } from '../text/words';
import { summaryOf } from '../visible/visibleFacet';
import type { IndicatorRule } from './IndicatorRule';
import { readingOf } from './readingOf';

/** A trial runs out soon. */
export const trialEnding: IndicatorRule = ({ facets, now, settings }) => {
  const trialEndsAt = summaryOf(facets, 'subscriptions')?.trialEndsAt;
  if (trialEndsAt === undefined) {
    return undefined;
  }
  const day = dayOf(trialEndsAt);
  const daysLeft = daysBetween(dayOf(now), day);
  return daysLeft >= 0 && daysLeft <= settings.trialDays
    ? {
        id: 'trial-ending',
        answer: 'pays',
        tone: 'watch',
        word: 'Trial ends',
        text: `A trial ends ${inDaysText(daysLeft)}`,
        rule: `end of a trial within ${settings.trialDays} days`,
        now: readingOf(facets, 'subscriptions', dayText(day)),
        facets: ['subscriptions'],
      }
    : undefined;
};
