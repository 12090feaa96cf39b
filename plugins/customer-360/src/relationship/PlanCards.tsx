import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { formatDay } from '../format/formatDate';
import { formatMoney } from '../format/formatMoney';
import { useMessages } from '../messages/useMessages';
import { DataTable, recordKey } from '../parts/DataTable';
import { SourceLink } from '../parts/SourceLink';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { relationshipMessages } from './messages';

/** What sales is working on. @internal */
export function OpportunitiesCard(props: { view: CustomerView }) {
  const m = useMessages(relationshipMessages);
  return (
    <FacetCard
      title={m.opportunities}
      facet="opportunities"
      view={facetOf(props.view, 'opportunities')}
      full={({ opportunities }) => (
        <DataTable
          caption={m.opportunities}
          rows={opportunities}
          limit={15}
          rowKey={recordKey}
          columns={[
            {
              id: 'name',
              title: m.what,
              render: row => <SourceLink url={row.url}>{row.name}</SourceLink>,
            },
            {
              id: 'status',
              title: m.status,
              render: row => m.opportunityStatus[row.status],
            },
            { id: 'stage', title: m.stage, render: row => row.stage },
            {
              id: 'closes',
              title: m.closes,
              nowrap: true,
              render: row => row.closeDay && formatDay(row.closeDay),
            },
            { id: 'who', title: m.who, render: row => row.person },
            { id: 'next', title: m.nextStep, render: row => row.nextStep },
            {
              id: 'amount',
              title: m.amount,
              align: 'right',
              render: row => (row.amount ? formatMoney(row.amount) : m.unknown),
            },
          ]}
        />
      )}
    />
  );
}

/** What customer success is working through. @internal */
export function PlaybooksCard(props: { view: CustomerView }) {
  const m = useMessages(relationshipMessages);
  return (
    <FacetCard
      title={m.playbooks}
      facet="playbooks"
      view={facetOf(props.view, 'playbooks')}
      full={({ playbooks }) => (
        <DataTable
          caption={m.playbooks}
          rows={playbooks}
          limit={15}
          rowKey={recordKey}
          columns={[
            {
              id: 'name',
              title: m.what,
              render: row => <SourceLink url={row.url}>{row.name}</SourceLink>,
            },
            {
              id: 'status',
              title: m.status,
              render: row => m.playbookStatus[row.status],
            },
            {
              id: 'due',
              title: m.due,
              nowrap: true,
              render: row => row.dueDay && formatDay(row.dueDay),
            },
            { id: 'who', title: m.who, render: row => row.person },
          ]}
        />
      )}
      summary={({ open }) => <div>{m.openPlaybooks(open)}</div>}
    />
  );
}
