import type { Indicator } from '../../view/Indicator';
import { mrrChange } from '../answers/mrrChange';
import { formatMoney } from '../money/formatMoney';
import { percentText } from '../text/words';
import type { RuleInput } from './IndicatorRule';
import { readingOf } from './readingOf';

/** Windows so near to 30 days that the rule's name holds. */
const WINDOW = { least: 27, most: 35 };

/** What both rules on the MRR share: how far it has moved in 30 days. */
export function mrrMoved({
  facets,
  now,
  past,
}: RuleInput):
  | { percent: number; windowDays: number; evidence: MrrEvidence }
  | undefined {
  const change = mrrChange(facets, now, past);
  if (
    change?.percent === undefined ||
    change.windowDays < WINDOW.least ||
    change.windowDays > WINDOW.most
  ) {
    return undefined;
  }
  const { before, absolute, currency, day, percent, windowDays } = change;
  const read = (amount: number, at?: string) =>
    readingOf(facets, 'subscriptions', formatMoney({ amount, currency }), at);
  return {
    percent,
    windowDays,
    evidence: {
      answer: 'pays',
      before: read(before, day),
      now: read(before + absolute),
      facets: ['subscriptions'],
    },
  };
}

type MrrEvidence = Pick<Indicator, 'answer' | 'before' | 'now' | 'facets'>;

/** `12.7 % in 30 days` */
export function movedText(moved: { percent: number; windowDays: number }) {
  return `${percentText(moved.percent)} in ${moved.windowDays} days`;
}
