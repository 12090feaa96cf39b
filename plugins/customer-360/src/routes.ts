import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The list of customers. @public */
export const customersRouteRef = createRouteRef({ id: 'customer-360' });

/** A customer by the id it has at a source. @public */
export const customerBySourceRouteRef = createSubRouteRef({
  id: 'customer-360/by-source',
  parent: customersRouteRef,
  path: '/by/:source/:id',
});

/** Exceptions from the roles: asked for, decided, live. @public */
export const grantsRouteRef = createSubRouteRef({
  id: 'customer-360/grants',
  parent: customersRouteRef,
  path: '/grants',
});

/** What roles and people see. @public */
export const rolesRouteRef = createSubRouteRef({
  id: 'customer-360/roles',
  parent: customersRouteRef,
  path: '/roles',
});

/** Who looked at whom. @public */
export const ledgerRouteRef = createSubRouteRef({
  id: 'customer-360/ledger',
  parent: customersRouteRef,
  path: '/ledger',
});

/** How the sources are. @public */
export const sourcesRouteRef = createSubRouteRef({
  id: 'customer-360/sources',
  parent: customersRouteRef,
  path: '/sources',
});

/** How the page is used. @public */
export const ledgerUsageRouteRef = createSubRouteRef({
  id: 'customer-360/ledger-usage',
  parent: customersRouteRef,
  path: '/ledger/usage',
});
