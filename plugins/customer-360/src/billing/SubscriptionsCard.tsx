import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { formatDate } from '../format/formatDate';
import { formatMoney } from '../format/formatMoney';
import { formatNumber } from '../format/formatNumber';
import { useMessages } from '../messages/useMessages';
import { overviewMessages } from '../overview/messages';
import { subscriptionStatusText } from '../overview/subscriptionStatusText';
import { DataTable, recordKey } from '../parts/DataTable';
import { SourceLink } from '../parts/SourceLink';
import { ToneText } from '../parts/ToneText';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { byMrr } from './byMrr';
import { billingMessages } from './messages';

/** All subscriptions, with what is agreed on each. @internal */
export function SubscriptionsCard(props: { view: CustomerView }) {
  const m = useMessages(billingMessages);
  const words = useMessages(overviewMessages);
  return (
    <FacetCard
      title={m.subscriptions}
      facet="subscriptions"
      view={facetOf(props.view, 'subscriptions')}
      full={data => (
        <>
          <DataTable
            caption={m.subscriptions}
            rows={[...data.subscriptions].sort(byMrr)}
            limit={20}
            rowKey={recordKey}
            columns={[
              {
                id: 'plan',
                title: m.plan,
                render: row => (
                  <>
                    <SourceLink url={row.url}>{row.plan}</SourceLink>
                    {row.notCounted && (
                      <div>
                        <small>{m.notCounted(row.notCounted)}</small>
                      </div>
                    )}
                  </>
                ),
              },
              {
                id: 'status',
                title: m.status,
                render: row => {
                  const { text, tone } = subscriptionStatusText(row, words);
                  return tone ? <ToneText tone={tone}>{text}</ToneText> : text;
                },
              },
              {
                id: 'seats',
                title: m.seats,
                align: 'right',
                render: row =>
                  row.quantity === undefined
                    ? m.unknown
                    : formatNumber(row.quantity),
              },
              {
                id: 'mrr',
                title: m.monthly,
                align: 'right',
                render: row => (row.mrr ? formatMoney(row.mrr) : m.unknown),
              },
              {
                id: 'billed',
                title: m.billed,
                nowrap: true,
                render: row =>
                  row.interval
                    ? m.every(row.interval.count, row.interval.unit)
                    : m.unknown,
              },
              {
                id: 'started',
                title: m.started,
                nowrap: true,
                render: row => row.startedAt && formatDate(row.startedAt),
              },
              {
                id: 'until',
                title: m.periodEnd,
                nowrap: true,
                render: row =>
                  row.currentPeriodEnd && formatDate(row.currentPeriodEnd),
              },
              {
                id: 'discounts',
                title: m.discounts,
                render: row =>
                  row.discounts
                    .map(discount =>
                      [
                        discount.name,
                        discount.percentOff !== undefined &&
                          m.percentOff(formatNumber(discount.percentOff)),
                        discount.amountOff &&
                          m.amountOff(formatMoney(discount.amountOff)),
                        discount.endsAt && m.until(formatDate(discount.endsAt)),
                        discount.duration === 'once' && m.once,
                      ]
                        .filter(Boolean)
                        .join(', '),
                    )
                    .join('; '),
              },
              {
                id: 'changes',
                title: m.changes,
                render: row =>
                  row.scheduledChanges.map(change => (
                    <div key={change.at}>
                      {formatDate(change.at)}: {change.text}
                    </div>
                  )),
              },
            ]}
          />
          <small>{m.policy(data.policy)}</small>
        </>
      )}
      summary={({ plans }) => (
        <div>
          {plans
            .map(
              ({ plan, status }) =>
                `${plan}: ${words.subscriptionStatus[status]}`,
            )
            .join(', ')}
        </div>
      )}
    />
  );
}
