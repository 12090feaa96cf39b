import { useMemo } from 'react';
import { PortfolioFrame } from '../customers/PortfolioFrame';
import { useMessages } from '../messages/useMessages';
import { CardSkeleton } from '../parts/CardSkeleton';
import { Pager } from '../parts/Pager';
import { SectionCard } from '../parts/SectionCard';
import { LedgerError } from './LedgerError';
import { LedgerSearchForm } from './LedgerSearchForm';
import { LedgerTable } from './LedgerTable';
import { LedgerTools } from './LedgerTools';
import { ledgerMessages } from './messages';
import { timeRange } from './timeRange';
import { useLedger } from './useLedger';
import { useLedgerFilter, type LedgerSearch } from './useLedgerFilter';

const SKELETON_ROWS = 10;

/** Who looked at whom: searched, exported and checked. @internal */
export function LedgerPage() {
  const m = useMessages(ledgerMessages);
  const { change, search } = useLedgerFilter('7d');
  const filter = useFilter(search);
  const { error, loading, retry, value } = useLedger(filter, search.cursor);
  const denied = error?.kind === 'denied';
  const rows = value?.rows ?? [];
  const next = value?.nextCursor;
  const asked = search.customer ?? search.person ?? filter.from ?? filter.to;
  return (
    <PortfolioFrame>
      {!denied && (
        <SectionCard title={m.search}>
          <LedgerTools filter={filter}>
            {buttons => (
              <LedgerSearchForm search={search} onChange={change}>
                {buttons}
              </LedgerSearchForm>
            )}
          </LedgerTools>
        </SectionCard>
      )}
      <SectionCard
        title={m.results}
        busy={loading}
        foot={
          <Pager
            next={
              next === undefined ? undefined : () => change({ cursor: next })
            }
            first={search.cursor === undefined ? undefined : () => change({})}
          />
        }
      >
        {error && (
          <LedgerError
            error={error}
            retry={retry}
            words={{
              denied: m.denial,
              ...(search.cursor && { invalid: m.staleCursor }),
            }}
          />
        )}
        {!value && !error && <CardSkeleton rows={SKELETON_ROWS} />}
        <div role="status">
          {value && rows.length === 0 && (asked ? m.none : m.noneAtAll)}
        </div>
        {rows.length > 0 && <LedgerTable rows={rows} />}
      </SectionCard>
    </PortfolioFrame>
  );
}

function useFilter(search: LedgerSearch) {
  const { customer, fromDay, person, range, toDay } = search;
  return useMemo(
    () => ({
      customer,
      person,
      ...timeRange({ range, fromDay, toDay }, new Date()),
    }),
    [customer, person, range, fromDay, toDay],
  );
}
