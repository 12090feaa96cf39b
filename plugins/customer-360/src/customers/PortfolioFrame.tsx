import type { ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  grantsManagePermission,
  ledgerReadPermission,
  sourcesReadPermission,
  usageReadPermission,
} from '@customer-360/backstage-plugin-customer-360-common';
import { useHolds } from '../access/useHolds';
import { ListKeys } from '../hands/ListKeys';
import { useMessages } from '../messages/useMessages';
import { TabLinks } from '../parts/TabLinks';
import {
  customersRouteRef,
  grantsRouteRef,
  ledgerRouteRef,
  ledgerUsageRouteRef,
  rolesRouteRef,
  sourcesRouteRef,
} from '../routes';
import { customersMessages } from './messages';

const useStyles = makeStyles(
  theme => ({
    root: {
      fontFamily: theme.typography.fontFamily,
      color: theme.palette.text.primary,
      padding: '0 20px 20px',
      display: 'grid',
      gap: 12,
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  }),
  { name: 'Customer360PortfolioFrame' },
);

/** What stands around each page under `/customers`. @internal */
export function PortfolioFrame(props: { children: ReactNode }) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <Pages />
      <ListKeys />
      {props.children}
    </div>
  );
}

function Pages() {
  const m = useMessages(customersMessages);
  const { pathname } = useLocation();
  const customers = useRouteRef(customersRouteRef)();
  const grants = useRouteRef(grantsRouteRef)();
  const roles = useRouteRef(rolesRouteRef)();
  const ledger = useRouteRef(ledgerRouteRef)();
  const sources = useRouteRef(sourcesRouteRef)();
  const usage = useRouteRef(ledgerUsageRouteRef)();
  const manages = useHolds(grantsManagePermission);
  const readsLedger = useHolds(ledgerReadPermission);
  const readsSources = useHolds(sourcesReadPermission);
  const readsUsage = useHolds(usageReadPermission);
  return (
    <TabLinks
      label={m.pages}
      tabs={[
        { id: 'customers', label: m.title, to: customers },
        { id: 'grants', label: m.grants, to: grants },
        ...(manages ? [{ id: 'roles', label: m.roles, to: roles }] : []),
        ...(readsSources
          ? [{ id: 'sources', label: m.sources, to: sources }]
          : []),
        ...(readsLedger ? [{ id: 'ledger', label: m.ledger, to: ledger }] : []),
        ...(readsUsage
          ? [{ id: 'usage', label: m.ledgerUsage, to: usage }]
          : []),
      ].map(tab => ({ ...tab, current: tab.to === pathname }))}
    />
  );
}
