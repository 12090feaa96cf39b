import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { formatDate } from '../format/formatDate';
import { formatNumber } from '../format/formatNumber';
import { useMessages } from '../messages/useMessages';
import { DataTable, recordKey } from '../parts/DataTable';
import { SourceLink } from '../parts/SourceLink';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { relationshipMessages } from './messages';

/** What they said when asked. @internal */
export function SurveysCard(props: { view: CustomerView }) {
  const m = useMessages(relationshipMessages);
  return (
    <FacetCard
      title={m.surveys}
      facet="surveys"
      view={facetOf(props.view, 'surveys')}
      full={({ responses }) => (
        <DataTable
          caption={m.surveys}
          rows={responses}
          limit={10}
          rowKey={recordKey}
          columns={[
            {
              id: 'day',
              title: m.day,
              nowrap: true,
              render: row => (
                <SourceLink url={row.url}>{formatDate(row.at)}</SourceLink>
              ),
            },
            {
              id: 'score',
              title: m.score,
              nowrap: true,
              render: row =>
                `${m.surveyKinds[row.kind]} ${formatNumber(row.score)}`,
            },
            { id: 'who', title: m.respondent, render: row => row.respondent },
            { id: 'said', title: m.said, render: row => row.comment },
          ]}
        />
      )}
      summary={({ nps }) =>
        nps && (
          <div>{m.latestNps(formatNumber(nps.score), formatDate(nps.at))}</div>
        )
      }
    />
  );
}

/** When we spoke. @internal */
export function TouchpointsCard(props: { view: CustomerView }) {
  const m = useMessages(relationshipMessages);
  return (
    <FacetCard
      title={m.touchpoints}
      facet="touchpoints"
      view={facetOf(props.view, 'touchpoints')}
      full={({ touchpoints }) => (
        <DataTable
          caption={m.touchpoints}
          rows={touchpoints}
          limit={10}
          rowKey={recordKey}
          columns={[
            {
              id: 'day',
              title: m.day,
              nowrap: true,
              render: row => formatDate(row.at),
            },
            {
              id: 'kind',
              title: m.kind,
              render: row => m.touchKinds[row.kind],
            },
            { id: 'who', title: m.who, render: row => row.person },
            {
              id: 'what',
              title: m.what,
              render: row => (
                <>
                  <SourceLink url={row.url}>{row.title ?? m.record}</SourceLink>
                  {row.body && <div>{row.body}</div>}
                </>
              ),
            },
          ]}
        />
      )}
      summary={({ last }) =>
        last && (
          <div>
            {m.lastTouch(
              m.touchKinds[last.kind] ?? m.touchKinds.other,
              formatDate(last.at),
            )}
          </div>
        )
      }
    />
  );
}

/** What our staff wrote down. @internal */
export function NotesCard(props: { view: CustomerView }) {
  const m = useMessages(relationshipMessages);
  return (
    <FacetCard
      title={m.notes}
      facet="notes"
      view={facetOf(props.view, 'notes')}
      full={({ notes }) => (
        <DataTable
          caption={m.notes}
          rows={notes}
          limit={10}
          rowKey={recordKey}
          columns={[
            {
              id: 'day',
              title: m.day,
              nowrap: true,
              render: row => (
                <SourceLink url={row.url}>{formatDate(row.at)}</SourceLink>
              ),
            },
            { id: 'who', title: m.who, render: row => row.person },
            {
              id: 'what',
              title: m.what,
              render: row => (
                <>
                  {row.title && <b>{row.title}</b>}
                  {row.body && <div>{row.body}</div>}
                </>
              ),
            },
          ]}
        />
      )}
    />
  );
}
