import { Link } from '@backstage/core-components';
import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { formatNumber } from '../format/formatNumber';
import { useMessages } from '../messages/useMessages';
import { DataTable, recordKey } from '../parts/DataTable';
import { SourceLink } from '../parts/SourceLink';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { useTabPath } from '../hooks/useTabPath';
import { overviewMessages } from './messages';
import { MoreRows, useMaxRows } from './MoreRows';

/** Which features they use most. @internal */
export function UsageCard(props: { view: CustomerView }) {
  const { view } = props;
  const m = useMessages(overviewMessages);
  const tabPath = useTabPath();
  const maxRows = useMaxRows();
  return (
    <FacetCard
      title={m.usageCard}
      facet="features"
      view={facetOf(view, 'features')}
      full={data => (
        <>
          <DataTable
            caption={m.featureCaption}
            rows={[...data.features]
              .sort((a, b) => b.users - a.users)
              .slice(0, maxRows)}
            rowKey={recordKey}
            columns={[
              {
                id: 'name',
                title: m.feature,
                render: row => (
                  <SourceLink url={row.url}>{row.name}</SourceLink>
                ),
              },
              {
                id: 'users',
                title: m.users,
                align: 'right',
                render: row => formatNumber(row.users),
              },
            ]}
          />
          <MoreRows total={data.features.length} />
        </>
      )}
      summary={({ adopted, total }) => <div>{m.features(adopted, total)}</div>}
      foot={<Link to={tabPath('usage')}>{m.usageMore}</Link>}
    />
  );
}
