import { percentText } from '../text/words';
import type { IndicatorRule } from './IndicatorRule';
import { movedText, mrrMoved } from './mrrMoved';

/** They pay noticeably more than a month ago. */
export const mrrGrowth: IndicatorRule = input => {
  const limit = input.settings.mrrChangePercent;
  const moved = mrrMoved(input);
  return moved && moved.percent > limit
    ? {
        id: 'mrr-growth-30d',
        tone: 'up',
        word: 'Growing',
        text: `MRR grew ${movedText(moved)}`,
        rule: `more than ${percentText(limit)} up in 30 days`,
        ...moved.evidence,
      }
    : undefined;
};
