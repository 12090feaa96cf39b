import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { useMessages } from '../messages/useMessages';
import { byUrgency } from '../overview/ThreadsCard';
import { DataTable, recordKey } from '../parts/DataTable';
import { FacetCard } from '../states/FacetCard';
import { PagedFacetCard } from '../states/PagedFacetCard';
import { facetOf } from '../view/facetOf';
import { useNow } from '../hooks/useNow';
import { supportMessages } from './messages';
import { ticketColumns } from './ticketColumns';

const SHOWN_OPEN = 15;

/** What is open now, the most urgent first. @internal */
export function OpenTicketsCard(props: { view: CustomerView }) {
  const m = useMessages(supportMessages);
  const now = useNow();
  return (
    <FacetCard
      title={m.open}
      facet="tickets"
      view={facetOf(props.view, 'tickets')}
      full={({ open }) =>
        open.length === 0 ? (
          <div>{m.nothingOpen}</div>
        ) : (
          <DataTable
            caption={m.open}
            rows={[...open].sort(byUrgency)}
            limit={SHOWN_OPEN}
            rowKey={recordKey}
            columns={ticketColumns(m, now).filter(({ id }) => id !== 'solved')}
          />
        )
      }
      summary={({ open, escalated }) => (
        <div>{m.summaryOpen(open, escalated)}</div>
      )}
    />
  );
}

/** All tickets with their status now, page by page from the source. @internal */
export function TicketHistoryCard(props: { view: CustomerView }) {
  const m = useMessages(supportMessages);
  const now = useNow();
  return (
    <PagedFacetCard
      title={m.history}
      facet="tickets"
      view={facetOf(props.view, 'tickets')}
      full={({ tickets }) => (
        <DataTable
          caption={m.history}
          rows={tickets}
          rowKey={recordKey}
          columns={ticketColumns(m, now).filter(({ id }) => id !== 'sla')}
        />
      )}
      summary={({ open, escalated }) => (
        <div>{m.summaryOpen(open, escalated)}</div>
      )}
    />
  );
}
