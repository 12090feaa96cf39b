import { percentText } from '../text/words';
import type { IndicatorRule } from './IndicatorRule';
import { movedText, mrrMoved } from './mrrMoved';

/** They pay noticeably less than a month ago. */
export const mrrDrop: IndicatorRule = input => {
  const limit = input.settings.mrrChangePercent;
  const moved = mrrMoved(input);
  return moved && moved.percent < -limit
    ? {
        id: 'mrr-drop-30d',
        tone: 'down',
        word: 'Dropped',
        text: `MRR dropped ${movedText(moved)}`,
        rule: `more than ${percentText(limit)} down in 30 days`,
        ...moved.evidence,
      }
    : undefined;
};
