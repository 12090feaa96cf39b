import { useCallback } from 'react';
import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import type {
  LedgerRecord,
  LedgerRecordKind,
} from '@customer-360/backstage-plugin-customer-360-common';
import { CallCard } from '../access/CallCard';
import { customer360LedgerApiRef } from '../api/LedgerApi';
import { useCall } from '../hooks/useCall';
import { useMessages } from '../messages/useMessages';
import { DataTable } from '../parts/DataTable';
import { ledgerRouteRef } from '../routes';
import { Outcome } from './LedgerCells';
import { recordKeyOf, useLookColumns } from './LedgerTable';
import { ledgerMessages } from './messages';

/** Of which the last looks are picked. */
const READ = 100;
const SHOWN = 10;

const LOOK_KINDS: readonly string[] = [
  'view',
  'stream',
  'facet',
  'refresh',
  'lookup',
  'by_id',
  'break_glass',
] satisfies LedgerRecordKind[];

/**
 * An open page that renews itself is no look, and neither is to ask who looked:
 * the card itself is on record each time.
 */
function isLook({ detail, kind }: LedgerRecord): boolean {
  const byItself = detail?.look === 'refreshed' || detail?.look === 'pushed';
  return LOOK_KINDS.includes(kind) && !byItself;
}

/** The last looks at one customer. @internal */
export function CustomerLooksCard(props: { customerRef: string }) {
  const { customerRef } = props;
  const m = useMessages(ledgerMessages);
  const api = useApi(customer360LedgerApiRef);
  const ledger = useRouteRef(ledgerRouteRef)();
  const columns = useLookColumns({ brief: true });
  const call = useCall(
    useCallback(
      (signal: AbortSignal) =>
        api.query({ customer: customerRef, limit: READ, signal }),
      [api, customerRef],
    ),
  );
  const query = new URLSearchParams({ customer: customerRef, range: 'all' });
  return (
    <CallCard title={m.last} call={call}>
      {page => {
        const looks = page.rows.filter(isLook).slice(0, SHOWN);
        return (
          <>
            {looks.length > 0 ? (
              <DataTable<LedgerRecord>
                stacked
                caption={m.lastCaption}
                rows={looks}
                rowKey={recordKeyOf}
                columns={[
                  ...columns,
                  {
                    id: 'outcome',
                    title: m.outcome,
                    nowrap: true,
                    render: record => <Outcome record={record} />,
                  },
                ]}
              />
            ) : (
              <div>{m.lastNone}</div>
            )}
            <p style={{ margin: '8px 0 0' }}>
              <Link to={`${ledger}?${query}`}>{m.lastAll}</Link>
            </p>
          </>
        );
      }}
    </CallCard>
  );
}
