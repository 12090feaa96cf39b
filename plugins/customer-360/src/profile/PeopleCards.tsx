import type {
  CustomerView,
  TeamData,
} from '@customer-360/backstage-plugin-customer-360-common';
import { formatDate } from '../format/formatDate';
import { headerMessages } from '../header/messages';
import { useMessages } from '../messages/useMessages';
import { DataTable, recordKey } from '../parts/DataTable';
import { SourceLink } from '../parts/SourceLink';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { profileMessages } from './messages';

/** Who of ours looks after them. @internal */
export function TeamCard(props: { view: CustomerView }) {
  const m = useMessages(profileMessages);
  const { roles } = useMessages(headerMessages);
  const body = ({ members }: TeamData) => (
    <DataTable
      caption={m.team}
      rows={members}
      limit={20}
      rowKey={member => `${recordKey(member)}/${member.role}`}
      columns={[
        {
          id: 'role',
          title: m.role,
          render: row => roles[row.role] ?? row.role,
        },
        {
          id: 'person',
          title: m.person,
          render: row => <SourceLink url={row.url}>{row.name}</SourceLink>,
        },
        { id: 'email', title: m.email, render: row => row.email },
      ]}
    />
  );
  return (
    <FacetCard
      title={m.team}
      facet="team"
      view={facetOf(props.view, 'team')}
      full={body}
      summary={body}
    />
  );
}

/** Their people, for those who may see them. @internal */
export function ContactsCard(props: { view: CustomerView }) {
  const m = useMessages(profileMessages);
  return (
    <FacetCard
      title={m.contacts}
      facet="contacts"
      view={facetOf(props.view, 'contacts')}
      full={({ contacts }) => (
        <DataTable
          caption={m.contacts}
          rows={contacts}
          limit={20}
          rowKey={recordKey}
          columns={[
            {
              id: 'person',
              title: m.person,
              render: row => <SourceLink url={row.url}>{row.name}</SourceLink>,
            },
            { id: 'title', title: m.title, render: row => row.title },
            {
              id: 'roles',
              title: m.roles,
              render: row =>
                [
                  ...new Set([
                    ...(row.primary ? [m.primary] : []),
                    ...row.roles,
                  ]),
                ].join(', '),
            },
            { id: 'email', title: m.email, render: row => row.email },
            { id: 'phone', title: m.phone, render: row => row.phone },
            {
              id: 'last',
              title: m.lastContact,
              nowrap: true,
              render: row => row.lastContactAt && formatDate(row.lastContactAt),
            },
          ]}
        />
      )}
      summary={({ total, primaryRole }) => (
        <div>
          {m.summary(total)} {primaryRole && m.primaryRole(primaryRole)}
        </div>
      )}
    />
  );
}
