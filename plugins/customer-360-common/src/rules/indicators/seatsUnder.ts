import { percentText } from '../text/words';
import type { IndicatorRule } from './IndicatorRule';
import { seatsInUse } from './seatsInUse';

/** They have bought many more seats than they use. */
export const seatsUnder: IndicatorRule = input => {
  const limit = input.settings.seatsUnderPercent;
  const use = seatsInUse(input);
  return use && (use.active / use.seats) * 100 < limit
    ? {
        id: 'seats-under',
        tone: 'watch',
        word: 'Underused',
        text: `${use.active} of ${use.seats} seats are in use`,
        rule: `under ${percentText(limit)} of the seats in use`,
        ...use.evidence,
      }
    : undefined;
};
