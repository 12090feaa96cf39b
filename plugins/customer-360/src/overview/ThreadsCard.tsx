import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  TICKET_SEVERITIES,
  type CustomerView,
  type Ticket,
} from '@customer-360/backstage-plugin-customer-360-common';
import { visuallyHidden } from '../design/focusRing';
import { ageMessages, formatElapsed } from '../format/formatAge';
import { useMessages } from '../messages/useMessages';
import { DataTable, recordKey } from '../parts/DataTable';
import { SourceLink } from '../parts/SourceLink';
import { ToneText } from '../parts/ToneText';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { useNow } from '../hooks/useNow';
import { useTabPath } from '../hooks/useTabPath';
import { overviewMessages } from './messages';
import { MoreRows, useMaxRows } from './MoreRows';
import { OpenInSource } from './OpenInSource';

const useStyles = makeStyles(
  { hidden: visuallyHidden },
  { name: 'Customer360ThreadsCard' },
);

function rank(ticket: Ticket): number {
  const severity = ticket.severity
    ? TICKET_SEVERITIES.indexOf(ticket.severity)
    : TICKET_SEVERITIES.length;
  return (ticket.escalated ? 0 : 10) + severity;
}

/** Escalated before severe before old. @internal */
export function byUrgency(a: Ticket, b: Ticket): number {
  return rank(a) - rank(b) || (a.createdAt < b.createdAt ? -1 : 1);
}

/** What is open at the help desk. @internal */
export function ThreadsCard(props: { view: CustomerView }) {
  const { view } = props;
  const classes = useStyles();
  const m = useMessages(overviewMessages);
  const ages = useMessages(ageMessages);
  const now = useNow();
  const tabPath = useTabPath();
  const maxRows = useMaxRows();
  const tickets = facetOf(view, 'tickets');
  const total = view.answers.threads.total;
  return (
    <FacetCard
      title={m.threadsCard}
      facet="tickets"
      view={tickets}
      full={data =>
        data.open.length === 0 ? (
          <div>{m.nothingOpen}</div>
        ) : (
          <>
            <DataTable
              hideHead
              caption={m.threadsCaption}
              rows={[...data.open].sort(byUrgency).slice(0, maxRows)}
              rowKey={recordKey}
              columns={[
                {
                  id: 'subject',
                  title: m.ticket,
                  clamp: true,
                  render: row => (
                    <>
                      {(row.escalated || row.severity === 'urgent') && (
                        <ToneText tone="down">
                          <span className={classes.hidden}>
                            {row.escalated ? m.escalated : m.severities.urgent}:
                          </span>
                        </ToneText>
                      )}
                      <SourceLink url={row.url}>{row.subject}</SourceLink>
                    </>
                  ),
                },
                {
                  id: 'age',
                  title: m.age,
                  align: 'right',
                  render: row => formatElapsed(row.createdAt, now, ages),
                },
              ]}
            />
            <MoreRows total={data.open.length} />
          </>
        )
      }
      summary={summary => <div>{m.openCount(summary.open)}</div>}
      foot={
        <>
          <Link to={tabPath('support')}>
            {total === undefined ? m.moreTickets : m.allTickets(total)}
          </Link>
          <OpenInSource
            view={tickets}
            records={tickets?.level === 'full' ? tickets.data?.open : undefined}
          />
        </>
      }
    />
  );
}
