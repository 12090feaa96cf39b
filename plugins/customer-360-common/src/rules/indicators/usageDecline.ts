import { percentText } from '../text/words';
import type { IndicatorRule } from './IndicatorRule';
import { usageMoved } from './usageMoved';

/** Noticeably fewer of their people use the product than a month ago. */
export const usageDecline: IndicatorRule = input => {
  const limit = input.settings.usageChangePercent;
  const moved = usageMoved(input);
  return moved && moved.percent < -limit
    ? {
        id: 'usage-decline',
        tone: 'down',
        word: 'Declining',
        text: `Weekly active users fell ${moved.text}`,
        rule: `more than ${percentText(limit)} down in 30 days`,
        ...moved.evidence,
      }
    : undefined;
};
