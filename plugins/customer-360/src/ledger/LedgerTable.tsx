import type { LedgerRecord } from '@customer-360/backstage-plugin-customer-360-common';
import { useMessages } from '../messages/useMessages';
import { DataTable, type DataColumn } from '../parts/DataTable';
import { Customer, HowMuch, Outcome, What, When, Who } from './LedgerCells';
import { LedgerDetails } from './LedgerDetails';
import { ledgerMessages } from './messages';

/** Rows of the ledger, each with its details by a button. @internal */
export function LedgerTable(props: { rows: readonly LedgerRecord[] }) {
  const m = useMessages(ledgerMessages);
  return (
    <DataTable<LedgerRecord>
      stacked
      caption={m.caption}
      rows={props.rows}
      rowKey={recordKeyOf}
      details={record => <LedgerDetails record={record} />}
      columns={[
        ...useLookColumns(),
        {
          id: 'customer',
          title: m.customer,
          render: record => <Customer customer={record.customer} />,
        },
        {
          id: 'much',
          title: m.much,
          render: record => <HowMuch record={record} />,
        },
        {
          id: 'outcome',
          title: m.outcome,
          nowrap: true,
          render: record => <Outcome record={record} />,
        },
      ]}
    />
  );
}

/** Where it stands is what no other row has. @internal */
export function recordKeyOf({ chain, seq }: LedgerRecord): string {
  return `${chain}/${seq}`;
}

/** When, who and what, wherever rows are listed. @internal */
export function useLookColumns(
  options: { brief?: boolean } = {},
): DataColumn<LedgerRecord>[] {
  const m = useMessages(ledgerMessages);
  return [
    {
      id: 'when',
      title: m.when,
      nowrap: true,
      render: ({ at }) => <When at={at} brief={options.brief} />,
    },
    {
      id: 'who',
      title: m.who,
      nowrap: true,
      render: record => <Who record={record} />,
    },
    {
      id: 'what',
      title: m.what,
      render: record => <What record={record} />,
    },
  ];
}
