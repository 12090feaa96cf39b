import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  SCOPES,
  type RoleDescription,
} from '@customer-360/backstage-plugin-customer-360-common';
import { givenText } from '../access/accessText';
import { accessMessages } from '../access/messages';
import { useMessages } from '../messages/useMessages';
import { DataTable } from '../parts/DataTable';
import { rolesMessages } from './messages';

/** Roles side by side: whose customers, how much of them. @internal */
export function RolesTable(props: { roles: readonly RoleDescription[] }) {
  const m = useMessages(rolesMessages);
  const access = useMessages(accessMessages);
  return (
    <DataTable<RoleDescription>
      caption={m.rolesCaption}
      rows={props.roles}
      rowKey={({ name }) => name}
      columns={[
        { id: 'role', title: m.role, nowrap: true, render: ({ name }) => name },
        {
          id: 'members',
          title: m.members,
          render: ({ members }) =>
            members.map(member => (
              <div key={member}>
                <EntityRefLink entityRef={member} hideIcon disableTooltip />
              </div>
            )),
        },
        ...SCOPES.map(scope => ({
          id: scope,
          title: m[scope],
          render: ({ scopes }: RoleDescription) => {
            const given = scopes[scope];
            return given ? givenText(given, access) : m.nothing;
          },
        })),
        {
          id: 'may',
          title: m.may,
          render: ({ permissions }) =>
            permissions
              .map(name => name.replace(/^customer360\./, ''))
              .join(', '),
        },
      ]}
    />
  );
}
