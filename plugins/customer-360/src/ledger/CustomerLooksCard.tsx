import { useCallback } from 'react';
import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import type { LedgerRecord } from '@customer-360/backstage-plugin-customer-360-common';
import { CallCard } from '../access/CallCard';
import { customer360LedgerApiRef } from '../api/LedgerApi';
import { useCall } from '../hooks/useCall';
import { useMessages } from '../messages/useMessages';
import { DataTable } from '../parts/DataTable';
import { ledgerRouteRef } from '../routes';
import { Outcome } from './LedgerCells';
import { recordKeyOf, useLookColumns } from './LedgerTable';
import { ledgerMessages } from './messages';

const SHOWN = 10;

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
        // It is on record each time that this is read: the service leaves out
        // what is no look, or a busy customer's would be crowded out by it.
        api.query({
          customer: customerRef,
          only: 'looks',
          limit: SHOWN,
          signal,
        }),
      [api, customerRef],
    ),
  );
  const query = new URLSearchParams({ customer: customerRef, range: 'all' });
  return (
    <CallCard title={m.last} call={call}>
      {({ rows }) => (
        <>
          {rows.length > 0 ? (
            <DataTable<LedgerRecord>
              stacked
              caption={m.lastCaption}
              rows={rows}
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
      )}
    </CallCard>
  );
}
