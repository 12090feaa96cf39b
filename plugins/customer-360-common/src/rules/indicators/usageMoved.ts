import type { Indicator } from '../../view/Indicator';
import { dormantDays } from '../answers/dormantDays';
import { usageChange } from '../answers/usageChange';
import { countText, percentText } from '../text/words';
import type { RuleInput } from './IndicatorRule';
import { readingOf } from './readingOf';

type UsageEvidence = Pick<Indicator, 'answer' | 'before' | 'now' | 'facets'>;

/** What both rules on usage share; of a dormant customer only that is told. */
export function usageMoved({
  facets,
  now,
  past,
  settings,
}: RuleInput):
  | { percent: number; text: string; evidence: UsageEvidence }
  | undefined {
  const change = usageChange(facets, now, past);
  if (
    change?.percent === undefined ||
    dormantDays(facets, now, settings) !== undefined
  ) {
    return undefined;
  }
  const read = (users: number, at?: string) =>
    readingOf(facets, 'activity', countText(users, 'weekly active user'), at);
  return {
    percent: change.percent,
    text: `${percentText(change.percent)} in ${change.windowDays} days`,
    evidence: {
      answer: 'uses',
      before: read(change.before, change.day),
      now: read(change.before + change.absolute),
      facets: ['activity'],
    },
  };
}
