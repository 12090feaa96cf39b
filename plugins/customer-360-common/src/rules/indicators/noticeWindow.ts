import { dayOf, daysBetween } from '../../dates/days';
import { renewalOf } from '../renewal/renewalOf';
import { dayText, inDaysText } from '../text/words';
import type { IndicatorRule } from './IndicatorRule';
import { readingOf } from './readingOf';

/** The last day on which notice can be given is near; a past one is no news. */
export const noticeWindow: IndicatorRule = ({ facets, now, settings }) => {
  const renewal = renewalOf(facets, now);
  if (renewal?.noticeDay === undefined) {
    return undefined;
  }
  const daysLeft = daysBetween(dayOf(now), renewal.noticeDay);
  return daysLeft >= 0 && daysLeft <= settings.noticeDays
    ? {
        id: 'notice-window',
        answer: 'renews',
        tone: 'watch',
        word: 'Notice',
        text: `Notice can be given until ${dayText(
          renewal.noticeDay,
        )}, ${inDaysText(daysLeft)}`,
        rule: `notice deadline within ${settings.noticeDays} days`,
        now: readingOf(facets, 'contracts', dayText(renewal.noticeDay)),
        facets: ['contracts'],
      }
    : undefined;
};
