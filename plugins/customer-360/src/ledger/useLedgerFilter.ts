import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { refOf } from '../format/refOf';
import { isRangeId, type RangeId } from './timeRange';

/** What is searched for, as it stands in the address. @internal */
export interface LedgerSearch {
  customer?: string;
  person?: string;
  range: RangeId;
  /** Days of an own range, `YYYY-MM-DD`. */
  fromDay?: string;
  toDay?: string;
  cursor?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The search, kept in the address: a link shows the same rows. What is no ref,
 * no range or no day there counts as left out.
 *
 * @internal
 */
export function useLedgerFilter(defaultRange: RangeId): {
  search: LedgerSearch;
  change: (change: Partial<LedgerSearch>) => void;
} {
  const [params, setParams] = useSearchParams();
  const range = params.get('range');
  const dayIn = (key: string) => {
    const text = params.get(key) ?? '';
    return DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
  };
  const search: LedgerSearch = {
    customer: refOf(params.get('customer') ?? '', 'customer'),
    person: refOf(params.get('person') ?? '', 'user'),
    range: isRangeId(range) ? range : defaultRange,
    fromDay: dayIn('from'),
    toDay: dayIn('to'),
    cursor: params.get('cursor') ?? undefined,
  };
  const change = useCallback(
    (changed: Partial<LedgerSearch>) =>
      setParams(before => {
        const after = new URLSearchParams(before);
        const set = (key: string, value: string | undefined) =>
          value ? after.set(key, value) : after.delete(key);
        // A cursor belongs to one search; another search begins at its start.
        set('cursor', changed.cursor);
        const keys = {
          customer: 'customer',
          person: 'person',
          range: 'range',
          fromDay: 'from',
          toDay: 'to',
        } as const;
        for (const field of Object.keys(keys) as Array<keyof typeof keys>) {
          if (field in changed) {
            set(keys[field], changed[field]);
          }
        }
        return after;
      }),
    [setParams],
  );
  return { search, change };
}
