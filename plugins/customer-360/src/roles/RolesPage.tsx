import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { CallCard } from '../access/CallCard';
import { customer360AccessApiRef } from '../api/AccessApi';
import { PortfolioFrame } from '../customers/PortfolioFrame';
import { useCall } from '../hooks/useCall';
import { useMessages } from '../messages/useMessages';
import { rolesMessages } from './messages';
import { PersonCard } from './PersonCard';
import { RolesTable } from './RolesTable';

/** What roles and people see, for those who look after access. @internal */
export function RolesPage() {
  const m = useMessages(rolesMessages);
  const api = useApi(customer360AccessApiRef);
  const call = useCall(
    useCallback((signal: AbortSignal) => api.listRoles({ signal }), [api]),
  );
  return (
    <PortfolioFrame>
      <PersonCard />
      <CallCard title={m.roles} call={call}>
        {roles =>
          roles.length > 0 ? (
            <RolesTable roles={roles} />
          ) : (
            <div>{m.noRoles}</div>
          )
        }
      </CallCard>
    </PortfolioFrame>
  );
}
