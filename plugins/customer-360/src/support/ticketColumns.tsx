import type { Ticket } from '@customer-360/backstage-plugin-customer-360-common';
import { formatDate } from '../format/formatDate';
import type { DataColumn } from '../parts/DataTable';
import { SourceLink } from '../parts/SourceLink';
import { ToneText } from '../parts/ToneText';
import type { supportMessages } from './messages';

/** Columns of a table of tickets. @internal */
export function ticketColumns(
  m: typeof supportMessages.messages,
  now: Date,
): Array<DataColumn<Ticket>> {
  return [
    {
      id: 'ticket',
      title: m.ticket,
      render: row => (
        <SourceLink url={row.url}>
          {row.subject} (#{row.id})
        </SourceLink>
      ),
    },
    {
      id: 'status',
      title: m.status,
      render: row => (
        <>
          {m.ticketStatus[row.status]}
          {row.escalated && (
            <>
              {' '}
              <ToneText tone="down">{m.escalated}</ToneText>
            </>
          )}
        </>
      ),
    },
    {
      id: 'severity',
      title: m.severity,
      render: row =>
        row.severity === 'urgent' ? (
          <ToneText tone="down">{m.severities.urgent}</ToneText>
        ) : (
          row.severity && m.severities[row.severity]
        ),
    },
    {
      id: 'sla',
      title: m.sla,
      render: row => {
        if (!row.slaBreachAt) {
          return m.unknown;
        }
        const day = formatDate(row.slaBreachAt, 'short');
        return new Date(row.slaBreachAt) < now ? (
          <ToneText tone="down">{m.slaMissed(day)}</ToneText>
        ) : (
          m.slaBy(day)
        );
      },
    },
    { id: 'requester', title: m.requester, render: row => row.requester },
    { id: 'assignee', title: m.assignee, render: row => row.assignee },
    {
      id: 'created',
      title: m.created,
      nowrap: true,
      render: row => formatDate(row.createdAt),
    },
    {
      id: 'updated',
      title: m.updated,
      nowrap: true,
      render: row => formatDate(row.updatedAt),
    },
    {
      id: 'solved',
      title: m.solved,
      nowrap: true,
      render: row => row.solvedAt && formatDate(row.solvedAt),
    },
  ];
}
