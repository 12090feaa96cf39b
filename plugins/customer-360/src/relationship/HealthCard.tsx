import {
  MIN_HEALTH_COVERAGE,
  type CustomerView,
  type HealthData,
} from '@customer-360/backstage-plugin-customer-360-common';
import { formatDate } from '../format/formatDate';
import { formatNumber, formatShare } from '../format/formatNumber';
import { useMessages } from '../messages/useMessages';
import { DataTable } from '../parts/DataTable';
import { FactList } from '../parts/FactList';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { relationshipMessages } from './messages';

/** The score with its scale, its direction and its parts. @internal */
export function HealthCard(props: { view: CustomerView }) {
  const m = useMessages(relationshipMessages);
  const body = (
    health: Omit<HealthData, 'comment' | 'history'>,
    comment?: string,
  ) => (
    <>
      <FactList
        facts={[
          {
            id: 'score',
            name: m.score,
            value:
              health.score !== undefined &&
              health.coverage >= MIN_HEALTH_COVERAGE
                ? m.ofScale(
                    formatNumber(health.score),
                    formatNumber(health.scale.min),
                    formatNumber(health.scale.max),
                    health.direction === 'higher-is-better'
                      ? m.higher
                      : m.lower,
                  )
                : m.noScore,
          },
          {
            id: 'basis',
            name: m.basis,
            value: health.basis === 'computed' ? m.computed : m.vendor,
          },
          {
            id: 'updated',
            name: m.updated,
            value: health.updatedAt && formatDate(health.updatedAt),
          },
          {
            id: 'coverage',
            name: m.coverage,
            value: formatShare(health.coverage),
          },
          { id: 'comment', name: m.comment, value: comment },
        ]}
      />
      {health.parts.length > 0 && (
        <DataTable
          caption={m.health}
          rows={health.parts}
          rowKey={({ key }) => key}
          columns={[
            { id: 'part', title: m.part, render: row => row.label },
            {
              id: 'weight',
              title: m.weight,
              align: 'right',
              render: row => formatNumber(row.weight),
            },
            {
              id: 'score',
              title: m.score,
              align: 'right',
              render: row =>
                row.score === undefined ? m.noData : formatNumber(row.score),
            },
          ]}
        />
      )}
    </>
  );
  return (
    <FacetCard
      title={m.health}
      facet="health"
      view={facetOf(props.view, 'health')}
      full={data => body(data, data.comment)}
      summary={summary => body(summary)}
    />
  );
}
