import { percentText } from '../text/words';
import type { IndicatorRule } from './IndicatorRule';
import { usageMoved } from './usageMoved';

/** Noticeably more of their people use the product than a month ago. */
export const usageGrowth: IndicatorRule = input => {
  const limit = input.settings.usageChangePercent;
  const moved = usageMoved(input);
  return moved && moved.percent > limit
    ? {
        id: 'usage-growth',
        tone: 'up',
        word: 'Growing',
        text: `Weekly active users rose ${moved.text}`,
        rule: `more than ${percentText(limit)} up in 30 days`,
        ...moved.evidence,
      }
    : undefined;
};
