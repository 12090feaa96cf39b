import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { CustomersFilter } from './useCustomers';

/** The filter of the list, kept in the URL: a link shows the same list. @internal */
export function useFilterParams(): {
  filter: CustomersFilter;
  /** False while nobody has chosen between one's own and all. */
  scopeChosen: boolean;
  change: (change: Partial<CustomersFilter>) => void;
  /** Shows all until somebody chooses, and leaves the address alone. */
  beginWithAll: () => void;
} {
  const [params, setParams] = useSearchParams();
  const [allFirst, setAllFirst] = useState(false);
  const scope = params.get('scope') ?? (allFirst ? 'all' : 'mine');
  const filter: CustomersFilter = {
    mine: scope !== 'all',
    text: params.get('q') ?? '',
    segment: params.get('segment') ?? '',
    lifecycle: params.get('lifecycle') ?? '',
    cursor: params.get('cursor') ?? undefined,
  };
  const change = useCallback(
    (changed: Partial<CustomersFilter>) =>
      setParams(
        before => {
          const after = new URLSearchParams(before);
          const set = (key: string, value: string | undefined) =>
            value ? after.set(key, value) : after.delete(key);
          // A cursor belongs to one query; another filter is another query.
          set('cursor', changed.cursor);
          // Once the list was touched, its address shows the same list to all.
          set('scope', scope);
          if (changed.mine !== undefined) {
            set('scope', changed.mine ? 'mine' : 'all');
          }
          if (changed.text !== undefined) {
            set('q', changed.text);
          }
          if (changed.segment !== undefined) {
            set('segment', changed.segment);
          }
          if (changed.lifecycle !== undefined) {
            set('lifecycle', changed.lifecycle);
          }
          return after;
        },
        // Back leads to the page before, not to the word half typed.
        { replace: changed.text !== undefined },
      ),
    [setParams, scope],
  );
  const beginWithAll = useCallback(() => setAllFirst(true), []);
  return { filter, scopeChosen: params.has('scope'), change, beginWithAll };
}
