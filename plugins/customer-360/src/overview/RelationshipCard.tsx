import { Link } from '@backstage/core-components';
import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { formatDate } from '../format/formatDate';
import { useMessages } from '../messages/useMessages';
import { DataTable, recordKey } from '../parts/DataTable';
import { SourceLink } from '../parts/SourceLink';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { useTabPath } from '../hooks/useTabPath';
import { overviewMessages } from './messages';
import { MoreRows, useMaxRows } from './MoreRows';

/** When we last spoke, and with whom of ours. @internal */
export function RelationshipCard(props: { view: CustomerView }) {
  const { view } = props;
  const m = useMessages(overviewMessages);
  const tabPath = useTabPath();
  const maxRows = useMaxRows();
  return (
    <FacetCard
      title={m.relationshipCard}
      facet="touchpoints"
      view={facetOf(view, 'touchpoints')}
      full={data => (
        <>
          <DataTable
            hideHead
            caption={m.relationshipCard}
            rows={data.touchpoints.slice(0, maxRows)}
            rowKey={recordKey}
            columns={[
              {
                id: 'day',
                title: m.day,
                nowrap: true,
                render: row => formatDate(row.at, 'short'),
              },
              {
                id: 'what',
                title: m.what,
                clamp: true,
                render: row => (
                  <SourceLink url={row.url}>
                    {row.title ?? m.touchKinds[row.kind]}
                  </SourceLink>
                ),
              },
              { id: 'person', title: m.users, render: row => row.person },
            ]}
          />
          <MoreRows total={data.touchpoints.length} />
        </>
      )}
      summary={({ last }) =>
        last && (
          <div>
            {[
              formatDate(last.at),
              m.touchKinds[last.kind] ?? m.touchKinds.other,
              last.person,
            ]
              .filter(Boolean)
              .join(', ')}
          </div>
        )
      }
      foot={<Link to={tabPath('relationship')}>{m.relationshipMore}</Link>}
    />
  );
}
