import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { formatCode } from '../format/formatCode';
import { formatDate } from '../format/formatDate';
import { formatMoney, formatMoneyList } from '../format/formatMoney';
import { useMessages } from '../messages/useMessages';
import { DataTable, recordKey } from '../parts/DataTable';
import { SourceLink } from '../parts/SourceLink';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { billingMessages } from './messages';

/** Credit balance, its movements, and credit notes. @internal */
export function CreditsCard(props: { view: CustomerView }) {
  const m = useMessages(billingMessages);
  const balanceLine = (balance: Parameters<typeof formatMoneyList>[0]) => (
    <div>
      {m.balance}: <b>{formatMoneyList(balance) || m.noBalance}</b>
    </div>
  );
  return (
    <FacetCard
      title={m.credits}
      facet="credits"
      view={facetOf(props.view, 'credits')}
      full={({ balance, transactions, creditNotes }) => (
        <>
          {balanceLine(balance)}
          {transactions.length > 0 && (
            <DataTable
              caption={m.transactions}
              rows={transactions}
              limit={10}
              rowKey={recordKey}
              columns={[
                {
                  id: 'at',
                  title: m.at,
                  nowrap: true,
                  render: row => (
                    <SourceLink url={row.url}>{formatDate(row.at)}</SourceLink>
                  ),
                },
                {
                  id: 'what',
                  title: m.description,
                  render: row => row.description,
                },
                {
                  id: 'amount',
                  title: m.amount,
                  align: 'right',
                  render: row => formatMoney(row.amount),
                },
              ]}
            />
          )}
          {creditNotes.length > 0 && (
            <DataTable
              caption={m.creditNotes}
              rows={creditNotes}
              limit={10}
              rowKey={recordKey}
              columns={[
                {
                  id: 'number',
                  title: m.creditNotes,
                  render: row => (
                    <SourceLink url={row.url}>
                      {row.number ?? row.id}
                    </SourceLink>
                  ),
                },
                {
                  id: 'at',
                  title: m.at,
                  nowrap: true,
                  render: row => formatDate(row.at),
                },
                {
                  id: 'status',
                  title: m.status,
                  render: row => (row.status === 'void' ? m.void : m.issued),
                },
                {
                  id: 'reason',
                  title: m.reason,
                  render: row => row.reason && formatCode(row.reason),
                },
                {
                  id: 'amount',
                  title: m.amount,
                  align: 'right',
                  render: row => formatMoney(row.amount),
                },
              ]}
            />
          )}
        </>
      )}
      summary={({ balance }) => balanceLine(balance)}
    />
  );
}
