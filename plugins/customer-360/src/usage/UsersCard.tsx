import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { ageMessages, formatElapsed } from '../format/formatAge';
import { useMessages } from '../messages/useMessages';
import { DataTable, recordKey } from '../parts/DataTable';
import { SourceLink } from '../parts/SourceLink';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { useNow } from '../hooks/useNow';
import { usageMessages } from './messages';

const SHOWN = 15;

/** Their users, and when each was last seen. @internal */
export function UsersCard(props: { view: CustomerView }) {
  const m = useMessages(usageMessages);
  const ages = useMessages(ageMessages);
  const now = useNow();
  const activity = facetOf(props.view, 'activity');
  // Names of users are for the full tier; to others the card says nothing new.
  if (activity?.level !== 'full' || !activity.data) {
    return null;
  }
  return (
    <FacetCard
      title={m.users}
      facet="activity"
      view={activity}
      full={({ users, totalUsers }) => (
        <>
          <DataTable
            caption={m.users}
            rows={[...users].sort((a, b) =>
              (a.lastSeenAt ?? '') < (b.lastSeenAt ?? '') ? 1 : -1,
            )}
            limit={SHOWN}
            rowKey={recordKey}
            columns={[
              {
                id: 'name',
                title: m.userName,
                render: row => (
                  <SourceLink url={row.url}>{row.name ?? row.id}</SourceLink>
                ),
              },
              { id: 'email', title: m.email, render: row => row.email },
              {
                id: 'seen',
                title: m.lastSeen,
                align: 'right',
                render: row =>
                  row.lastSeenAt
                    ? formatElapsed(row.lastSeenAt, now, ages)
                    : m.never,
              },
              {
                id: 'active',
                title: m.active,
                render: row => (row.active ? m.yes : m.no),
              },
            ]}
          />
          {totalUsers !== undefined && totalUsers > users.length && (
            <small>{m.usersShown(users.length, totalUsers)}</small>
          )}
        </>
      )}
    />
  );
}
