import { useMemo } from 'react';
import { exportPermission } from '@customer-360/backstage-plugin-customer-360-common';
import { useHolds } from '../access/useHolds';
import { PortfolioFrame } from '../customers/PortfolioFrame';
import { useMessages } from '../messages/useMessages';
import { CardSkeleton } from '../parts/CardSkeleton';
import { Pager } from '../parts/Pager';
import { SectionCard } from '../parts/SectionCard';
import { ExportButton } from './ExportButton';
import { LedgerError } from './LedgerError';
import { LedgerSearchForm } from './LedgerSearchForm';
import { LedgerTable } from './LedgerTable';
import { ledgerMessages } from './messages';
import { timeRange } from './timeRange';
import { useLedger } from './useLedger';
import { useLedgerFilter, type LedgerSearch } from './useLedgerFilter';
import { VerifyCard } from './VerifyCard';

const SKELETON_ROWS = 10;

/** Who looked at whom: searched, exported and checked. @internal */
export function LedgerPage() {
  const m = useMessages(ledgerMessages);
  const { change, search } = useLedgerFilter('7d');
  const exports = useHolds(exportPermission);
  const filter = useFilter(search);
  const { error, loading, retry, value } = useLedger(filter, search.cursor);
  const denied = error?.kind === 'denied';
  const rows = value?.rows ?? [];
  const next = value?.nextCursor;
  const asked = search.customer ?? search.person ?? filter.from ?? filter.to;
  return (
    <PortfolioFrame>
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
        {!denied && <LedgerSearchForm search={search} onChange={change} />}
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
        {exports && !denied && rows.length > 0 && (
          <ExportButton filter={filter} />
        )}
      </SectionCard>
      {!denied && <VerifyCard />}
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
