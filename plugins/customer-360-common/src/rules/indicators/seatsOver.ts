import type { IndicatorRule } from './IndicatorRule';
import { seatsInUse } from './seatsInUse';

/** More people use it than they have bought seats for. */
export const seatsOver: IndicatorRule = input => {
  const use = seatsInUse(input);
  return use && use.active > use.seats
    ? {
        id: 'seats-over',
        tone: 'watch',
        word: 'Over seats',
        text: `${use.active} people use ${use.seats} seats`,
        rule: 'more monthly active users than seats',
        ...use.evidence,
      }
    : undefined;
};
