import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { formatCode } from '../format/formatCode';
import { formatDate } from '../format/formatDate';
import { formatMoney } from '../format/formatMoney';
import { useMessages } from '../messages/useMessages';
import { DataTable, recordKey } from '../parts/DataTable';
import { SourceLink } from '../parts/SourceLink';
import { ToneText } from '../parts/ToneText';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { billingMessages } from './messages';

/** What is being collected again, and when. @internal */
export function RetriesCard(props: { view: CustomerView }) {
  const m = useMessages(billingMessages);
  return (
    <FacetCard
      title={m.retries}
      facet="payments"
      view={facetOf(props.view, 'payments')}
      full={({ retries }) =>
        retries.length === 0 ? (
          <div>{m.noRetries}</div>
        ) : (
          <DataTable
            caption={m.retries}
            rows={retries}
            limit={10}
            rowKey={recordKey}
            columns={[
              {
                id: 'invoice',
                title: m.invoice,
                render: row => (
                  <SourceLink url={row.url}>
                    {row.invoiceNumber ?? row.id}
                  </SourceLink>
                ),
              },
              {
                id: 'failure',
                title: m.lastFailure,
                render: row =>
                  row.lastFailure && (
                    <ToneText tone="down">
                      {formatCode(row.lastFailure)}
                    </ToneText>
                  ),
              },
              {
                id: 'attempts',
                title: m.attempts,
                align: 'right',
                render: row => row.attempts,
              },
              {
                id: 'next',
                title: m.nextAttempt,
                nowrap: true,
                render: row =>
                  row.nextAttemptAt
                    ? formatDate(row.nextAttemptAt)
                    : m.noNextAttempt,
              },
              {
                id: 'remaining',
                title: m.remaining,
                align: 'right',
                render: row => formatMoney(row.remaining),
              },
            ]}
          />
        )
      }
      summary={({ failing }) => <div>{failing ? m.failing : m.notFailing}</div>}
    />
  );
}

/** Attempts to collect, newest first. @internal */
export function PaymentsCard(props: { view: CustomerView }) {
  const m = useMessages(billingMessages);
  return (
    <FacetCard
      title={m.payments}
      facet="payments"
      view={facetOf(props.view, 'payments')}
      full={({ payments }) =>
        payments.length === 0 ? (
          <div>{m.noPayments}</div>
        ) : (
          <DataTable
            caption={m.payments}
            rows={payments}
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
                id: 'status',
                title: m.status,
                render: row =>
                  row.status === 'failed' ? (
                    <ToneText tone="down">
                      {[
                        m.paymentStatus.failed,
                        row.failure && formatCode(row.failure),
                      ]
                        .filter(Boolean)
                        .join(': ')}
                    </ToneText>
                  ) : (
                    m.paymentStatus[row.status]
                  ),
              },
              {
                id: 'invoice',
                title: m.invoice,
                nowrap: true,
                render: row => row.invoiceNumber,
              },
              {
                id: 'refunded',
                title: m.refunded,
                align: 'right',
                render: row =>
                  row.refunded && row.refunded.amount > 0
                    ? formatMoney(row.refunded)
                    : m.unknown,
              },
              {
                id: 'amount',
                title: m.amount,
                align: 'right',
                render: row => formatMoney(row.amount),
              },
            ]}
          />
        )
      }
      summary={({ failing }) => <div>{failing ? m.failing : m.notFailing}</div>}
    />
  );
}

/** What was given back. @internal */
export function RefundsCard(props: { view: CustomerView }) {
  const m = useMessages(billingMessages);
  return (
    <FacetCard
      title={m.refunds}
      facet="payments"
      view={facetOf(props.view, 'payments')}
      full={({ refunds }) =>
        refunds.length === 0 ? (
          <div>{m.noRefunds}</div>
        ) : (
          <DataTable
            caption={m.refunds}
            rows={refunds}
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
                id: 'status',
                title: m.status,
                render: row => m.refundStatus[row.status],
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
        )
      }
    />
  );
}
