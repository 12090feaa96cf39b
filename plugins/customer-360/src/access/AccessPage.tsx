import { useCallback } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  CUSTOMER_KIND,
  grantsManagePermission,
  ledgerReadPermission,
} from '@customer-360/backstage-plugin-customer-360-common';
import { customer360AccessApiRef } from '../api/AccessApi';
import type { CustomerKey } from '../api/Customer360Api';
import { CustomerKeys } from '../hands/CustomerKeys';
import { useCall } from '../hooks/useCall';
import { CustomerLooksCard } from '../ledger/CustomerLooksCard';
import { useMessages } from '../messages/useMessages';
import { Columns, Wide } from '../parts/Columns';
import { useCustomerKey } from '../view/useCustomerView';
import { CallCard } from './CallCard';
import { accessMessages } from './messages';
import { OwnAccess } from './OwnAccess';
import { PeopleTable } from './PeopleTable';
import { PreviewForm } from './PreviewForm';
import { useHolds } from './useHolds';

const useStyles = makeStyles(
  theme => ({
    root: {
      fontFamily: theme.typography.fontFamily,
      color: theme.palette.text.primary,
      width: '100%',
      minWidth: 0,
    },
  }),
  { name: 'Customer360AccessPage' },
);

/** What one sees of a customer and why, and who else does. @public */
export function AccessPage() {
  const classes = useStyles();
  const { namespace, name } = useCustomerKey();
  const manages = useHolds(grantsManagePermission);
  const readsLedger = useHolds(ledgerReadPermission);
  return (
    // One customer's people never stand on another's page.
    <div className={classes.root} key={`${namespace}/${name}`}>
      <CustomerKeys />
      <Columns>
        {manages && <PreviewCard />}
        {readsLedger && (
          <CustomerLooksCard
            customerRef={stringifyEntityRef({
              kind: CUSTOMER_KIND,
              namespace,
              name,
            })}
          />
        )}
        {manages && (
          <Wide>
            <PeopleCard namespace={namespace} name={name} />
          </Wide>
        )}
        <Wide>
          <OwnCard namespace={namespace} name={name} />
        </Wide>
      </Columns>
    </div>
  );
}

function OwnCard({ namespace, name }: CustomerKey) {
  const m = useMessages(accessMessages);
  const api = useApi(customer360AccessApiRef);
  const call = useCall(
    useCallback(
      (signal: AbortSignal) => api.getAccess({ namespace, name }, { signal }),
      [api, namespace, name],
    ),
  );
  return (
    <CallCard title={m.own} call={call} rows={12}>
      {access => <OwnAccess access={access} />}
    </CallCard>
  );
}

function PeopleCard({ namespace, name }: CustomerKey) {
  const m = useMessages(accessMessages);
  const api = useApi(customer360AccessApiRef);
  const call = useCall(
    useCallback(
      (signal: AbortSignal) => api.getPeople({ namespace, name }, { signal }),
      [api, namespace, name],
    ),
  );
  return (
    <CallCard title={m.people} call={call}>
      {people => <PeopleTable access={people} onChange={call.retry} />}
    </CallCard>
  );
}

function PreviewCard() {
  const m = useMessages(accessMessages);
  const api = useApi(customer360AccessApiRef);
  const call = useCall(
    useCallback((signal: AbortSignal) => api.listRoles({ signal }), [api]),
  );
  return (
    <CallCard title={m.preview} call={call} rows={2}>
      {roles => <PreviewForm roles={roles} />}
    </CallCard>
  );
}
