import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { formatDate } from '../format/formatDate';
import { formatNumber } from '../format/formatNumber';
import { useMessages } from '../messages/useMessages';
import { DataTable, recordKey } from '../parts/DataTable';
import { SourceLink } from '../parts/SourceLink';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { supportMessages } from './messages';

/** How they rate our support. @internal */
export function SatisfactionCard(props: { view: CustomerView }) {
  const m = useMessages(supportMessages);
  return (
    <FacetCard
      title={m.satisfaction}
      facet="satisfaction"
      view={facetOf(props.view, 'satisfaction')}
      full={({ ratings }) => (
        <DataTable
          caption={m.satisfaction}
          rows={ratings}
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
              id: 'rating',
              title: m.rating,
              nowrap: true,
              render: ({ rating }) =>
                rating.kind === 'binary'
                  ? [m.bad, m.good][Number(rating.good)]
                  : m.ofMax(
                      formatNumber(rating.score),
                      formatNumber(rating.max),
                    ),
            },
            { id: 'comment', title: m.comment, render: row => row.comment },
          ]}
        />
      )}
      summary={({ scale, binary }) => (
        <div>
          {scale &&
            m.summaryScale(
              formatNumber(scale.mean),
              formatNumber(scale.max),
              scale.answered,
            )}{' '}
          {binary && m.summaryBinary(binary.good, binary.answered)}
        </div>
      )}
    />
  );
}

/** What they ask for, and which known problems hit them. @internal */
export function FeedbackCard(props: { view: CustomerView }) {
  const m = useMessages(supportMessages);
  return (
    <FacetCard
      title={m.feedback}
      facet="feedback"
      view={facetOf(props.view, 'feedback')}
      full={({ items }) => (
        <DataTable
          caption={m.feedback}
          rows={items}
          limit={10}
          rowKey={recordKey}
          columns={[
            {
              id: 'at',
              title: m.at,
              nowrap: true,
              render: row => formatDate(row.at),
            },
            { id: 'kind', title: m.kind, render: row => m.kinds[row.kind] },
            {
              id: 'what',
              title: m.what,
              render: row => <SourceLink url={row.url}>{row.title}</SourceLink>,
            },
            {
              id: 'status',
              title: m.status,
              render: row =>
                row.status === 'open' ? m.itemOpen : m.itemClosed,
            },
          ]}
        />
      )}
      summary={({ count }) => <div>{m.feedbackCount(count)}</div>}
    />
  );
}
