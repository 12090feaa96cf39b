import { dayOf, daysBetween } from '../../dates/days';
import type { Indicator } from '../../view/Indicator';
import { renewalOf, type Renewal } from '../renewal/renewalOf';
import { dayText, inDaysText } from '../text/words';
import type { IndicatorRule } from './IndicatorRule';
import { readingOf } from './readingOf';

/** How each end is told; a trial has a rule of its own. */
const ENDS: Partial<
  Record<Renewal['kind'], Pick<Indicator, 'tone' | 'word'> & { verb: string }>
> = {
  renews: { tone: 'watch', word: 'Soon', verb: 'Renews' },
  ends: { tone: 'watch', word: 'Soon', verb: 'Contract ends' },
  // Cancelled: that is no longer a question of attention.
  billing_end: { tone: 'down', word: 'Ending', verb: 'Billing ends' },
};

/** The end of what they have bought is near. */
export const renewalWindow: IndicatorRule = ({ facets, now, settings }) => {
  const renewal = renewalOf(facets, now);
  const end = renewal && ENDS[renewal.kind];
  if (renewal?.day === undefined || end === undefined) {
    return undefined;
  }
  const daysLeft = daysBetween(dayOf(now), renewal.day);
  if (daysLeft > settings.renewalDays) {
    return undefined;
  }
  const { tone, word, verb } = end;
  return {
    id: 'renewal-window',
    answer: 'renews',
    tone,
    word,
    text: `${verb} ${inDaysText(daysLeft)}`,
    rule: `renewal or end within ${settings.renewalDays} days`,
    now: readingOf(facets, renewal.facets[0], dayText(renewal.day)),
    facets: renewal.facets,
  };
};
