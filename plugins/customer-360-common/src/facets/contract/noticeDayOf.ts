import type { Contract } from './contracts';
import { addDays } from '../../dates/days';

/**
 * The last day on which notice can be given: as the source says, else the end of
 * the term less the days of notice, counted in calendar days.
 *
 * @public
 */
export function noticeDayOf(
  contract: Pick<Contract, 'endDay' | 'noticeDay' | 'noticeDays'>,
): string | undefined {
  if (contract.noticeDay !== undefined) {
    return contract.noticeDay;
  }
  return contract.endDay === undefined || contract.noticeDays === undefined
    ? undefined
    : addDays(contract.endDay, -contract.noticeDays);
}
