import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { formatDate } from '../format/formatDate';
import { formatNumber } from '../format/formatNumber';
import { useMessages } from '../messages/useMessages';
import { DataTable, recordKey } from '../parts/DataTable';
import { FactList } from '../parts/FactList';
import { SourceLink } from '../parts/SourceLink';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { usageMessages } from './messages';

/** What the product lets them do. @internal */
export function EntitlementsCard(props: { view: CustomerView }) {
  const m = useMessages(usageMessages);
  const facts = (data: { plan?: string; seats?: number }) => (
    <FactList
      facts={[
        { id: 'plan', name: m.plan, value: data.plan },
        {
          id: 'seats',
          name: m.seats,
          value:
            data.seats === undefined ? undefined : formatNumber(data.seats),
        },
      ]}
    />
  );
  return (
    <FacetCard
      title={m.entitlements}
      facet="entitlements"
      view={facetOf(props.view, 'entitlements')}
      full={data => (
        <>
          {facts(data)}
          {data.flags.length > 0 && (
            <DataTable
              caption={m.entitlements}
              rows={data.flags}
              limit={15}
              rowKey={recordKey}
              columns={[
                {
                  id: 'name',
                  title: m.flag,
                  render: row => (
                    <SourceLink url={row.url}>{row.name}</SourceLink>
                  ),
                },
                {
                  id: 'state',
                  title: m.state,
                  render: row => (row.on ? m.on : m.off),
                },
                {
                  id: 'since',
                  title: m.since,
                  nowrap: true,
                  render: row => row.since && formatDate(row.since),
                },
              ]}
            />
          )}
        </>
      )}
      summary={facts}
    />
  );
}
