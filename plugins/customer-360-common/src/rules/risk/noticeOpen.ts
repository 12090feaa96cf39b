import { dayOf, daysBetween } from '../../dates/days';
import { renewalOf } from '../renewal/renewalOf';
import { inDaysText } from '../text/words';
import { summaryOf } from '../visible/visibleFacet';
import { NOTHING, type RiskRule } from './RiskRule';

/** Notice can still be given, and not for long. */
export const noticeOpen: RiskRule = ({ facets, now, settings }) => {
  if (summaryOf(facets, 'contracts') === undefined) {
    return undefined;
  }
  const noticeDay = renewalOf(facets, now)?.noticeDay;
  if (noticeDay === undefined) {
    return NOTHING;
  }
  const daysLeft = daysBetween(dayOf(now), noticeDay);
  return daysLeft >= 0 && daysLeft <= settings.noticeDays
    ? { weight: 1, text: `notice ${inDaysText(daysLeft)}` }
    : NOTHING;
};
