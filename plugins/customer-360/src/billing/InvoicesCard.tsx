import {
  isOverdue,
  type CustomerView,
} from '@customer-360/backstage-plugin-customer-360-common';
import { ageMessages, formatElapsed } from '../format/formatAge';
import { formatDate } from '../format/formatDate';
import { formatMoney, formatMoneyList } from '../format/formatMoney';
import { useMessages } from '../messages/useMessages';
import { DataTable, recordKey } from '../parts/DataTable';
import { SourceLink } from '../parts/SourceLink';
import { ToneText } from '../parts/ToneText';
import { PagedFacetCard } from '../states/PagedFacetCard';
import { facetOf } from '../view/facetOf';
import { useNow } from '../hooks/useNow';
import { billingMessages } from './messages';

/** Invoices, page by page from the source. @internal */
export function InvoicesCard(props: { view: CustomerView }) {
  const m = useMessages(billingMessages);
  const ages = useMessages(ageMessages);
  const now = useNow();
  return (
    <PagedFacetCard
      title={m.invoices}
      facet="invoices"
      view={facetOf(props.view, 'invoices')}
      full={data => (
        <DataTable
          caption={m.invoices}
          rows={data.invoices}
          rowKey={recordKey}
          columns={[
            {
              id: 'number',
              title: m.number,
              render: row => (
                <SourceLink url={row.url}>{row.number ?? row.id}</SourceLink>
              ),
            },
            {
              id: 'status',
              title: m.status,
              render: row =>
                isOverdue(row, now) ? (
                  <ToneText tone="down">
                    {m.overdueSince(formatElapsed(row.dueAt!, now, ages))}
                  </ToneText>
                ) : (
                  m.invoiceStatus[row.status]
                ),
            },
            {
              id: 'created',
              title: m.created,
              nowrap: true,
              render: row => formatDate(row.createdAt),
            },
            {
              id: 'due',
              title: m.due,
              nowrap: true,
              render: row => row.dueAt && formatDate(row.dueAt),
            },
            {
              id: 'attempts',
              title: m.attempts,
              align: 'right',
              render: row => row.attempts ?? m.unknown,
            },
            {
              id: 'next',
              title: m.nextAttempt,
              nowrap: true,
              render: row => row.nextAttemptAt && formatDate(row.nextAttemptAt),
            },
            {
              id: 'total',
              title: m.total,
              align: 'right',
              render: row => formatMoney(row.total),
            },
            {
              id: 'remaining',
              title: m.remaining,
              align: 'right',
              render: row =>
                row.remaining.amount === 0
                  ? m.unknown
                  : formatMoney(row.remaining),
            },
          ]}
        />
      )}
      summary={({ overdue }) => (
        <div>
          {overdue
            ? m.overdue(formatMoneyList(overdue.amounts), overdue.count)
            : m.noOverdue}
        </div>
      )}
    />
  );
}
