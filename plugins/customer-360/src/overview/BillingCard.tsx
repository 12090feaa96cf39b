import { Link } from '@backstage/core-components';
import type {
  CustomerView,
  Subscription,
} from '@customer-360/backstage-plugin-customer-360-common';
import { byMrr } from '../billing/byMrr';
import { formatDate } from '../format/formatDate';
import { formatMoney, formatMoneyList } from '../format/formatMoney';
import { formatNumber } from '../format/formatNumber';
import { useMessages } from '../messages/useMessages';
import { DataTable, recordKey } from '../parts/DataTable';
import { SourceLink } from '../parts/SourceLink';
import { ToneText } from '../parts/ToneText';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { useTabPath } from '../hooks/useTabPath';
import { BesideNotice } from './BesideNotice';
import { overviewMessages } from './messages';
import { OpenInSource } from './OpenInSource';
import { MoreRows, useMaxRows } from './MoreRows';
import { subscriptionStatusText } from './subscriptionStatusText';

/** Subscriptions, and what is overdue. @internal */
export function BillingCard(props: { view: CustomerView }) {
  const { view } = props;
  const m = useMessages(overviewMessages);
  const tabPath = useTabPath();
  const maxRows = useMaxRows();
  const subscriptions = facetOf(view, 'subscriptions');
  const { overdue, failing } = view.answers.pays;
  const running = (list: readonly Subscription[]) =>
    list.filter(({ status }) => status !== 'ended').sort(byMrr);
  return (
    <FacetCard
      title={m.billingCard}
      facet="subscriptions"
      view={subscriptions}
      full={data => (
        <>
          <DataTable
            caption={m.subscriptionsCaption}
            rows={running(data.subscriptions).slice(0, maxRows)}
            rowKey={recordKey}
            columns={[
              {
                id: 'plan',
                title: m.subscription,
                render: row => (
                  <SourceLink url={row.url}>{row.plan}</SourceLink>
                ),
              },
              {
                id: 'status',
                title: m.status,
                render: row => {
                  const { text, tone } = subscriptionStatusText(row, m);
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
                render: row =>
                  row.mrr && row.mrr.amount !== 0
                    ? formatMoney(row.mrr)
                    : m.unknown,
              },
            ]}
          />
          {running(data.subscriptions).length === 0 && (
            <div>{m.noneRunning}</div>
          )}
          <MoreRows total={running(data.subscriptions).length} />
          {overdue && (
            <div style={{ marginTop: 8 }}>
              <ToneText tone="down" strong>
                {m.overdue(formatMoneyList(overdue.amounts, { whole: true }))}
              </ToneText>{' '}
              {m.overdueLine(overdue.count, overdue.oldestDays)}
              {overdue.nextAttemptAt &&
                m.nextRetry(formatDate(overdue.nextAttemptAt, 'short'))}
            </div>
          )}
          {!overdue && failing && (
            <div style={{ marginTop: 8 }}>
              <ToneText tone="watch">{m.failing}</ToneText>
            </div>
          )}
        </>
      )}
      summary={summary => (
        <div>
          {summary.plans
            .map(
              ({ plan, status }) => `${plan}: ${m.subscriptionStatus[status]}`,
            )
            .join(', ')}
        </div>
      )}
      beside={
        <BesideNotice
          facets={['invoices', 'payments']}
          own="subscriptions"
          view={view}
        />
      }
      foot={
        <>
          <Link to={tabPath('billing')}>{m.billingMore}</Link>
          <OpenInSource
            view={subscriptions}
            records={
              subscriptions?.level === 'full'
                ? subscriptions.data?.subscriptions
                : undefined
            }
          />
        </>
      }
    />
  );
}
