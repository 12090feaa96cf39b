/**
 * The page of a customer for Backstage: legacy frontend system.
 *
 * @packageDocumentation
 */
import {
  alertApiRef,
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createSearchResultListItemExtension } from '@backstage/plugin-search-react';
import { customer360AccessApiRef } from './api/AccessApi';
import { AccessClient } from './api/AccessClient';
import { AlertFeedback } from './api/AlertFeedback';
import { customer360ApiRef } from './api/Customer360Api';
import { Customer360Client } from './api/Customer360Client';
import { customer360FeedbackApiRef } from './api/FeedbackApi';
import { customer360LedgerApiRef } from './api/LedgerApi';
import { LedgerClient } from './api/LedgerClient';
import { customer360LinksApiRef } from './api/LinksApi';
import { LinksClient } from './api/LinksClient';
import { customer360PortfolioApiRef } from './api/PortfolioApi';
import { PortfolioClient } from './api/PortfolioClient';
import { customer360SourcesApiRef } from './api/SourcesApi';
import { SourcesClient } from './api/SourcesClient';
import { legacyTabRouteRefs as tabs } from './legacyRoutes';
import { customerBySourceRouteRef, customersRouteRef } from './routes';
import { CUSTOMER_SEARCH_TYPE } from './search/customerSearchType';

export * from './api';
export * from './messages';
export { isCustomer } from './isCustomer';

/** @public */
export const customer360Plugin = createPlugin({
  id: 'customer-360',
  apis: [
    createApiFactory({
      api: customer360ApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new Customer360Client({ discoveryApi, fetchApi }),
    }),
    createApiFactory({
      api: customer360AccessApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new AccessClient({ discoveryApi, fetchApi }),
    }),
    createApiFactory({
      api: customer360LedgerApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new LedgerClient({ discoveryApi, fetchApi }),
    }),
    createApiFactory({
      api: customer360LinksApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new LinksClient({ discoveryApi, fetchApi }),
    }),
    createApiFactory({
      api: customer360PortfolioApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new PortfolioClient({ discoveryApi, fetchApi }),
    }),
    createApiFactory({
      api: customer360SourcesApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new SourcesClient({ discoveryApi, fetchApi }),
    }),
    createApiFactory({
      api: customer360FeedbackApiRef,
      deps: { alertApi: alertApiRef },
      factory: ({ alertApi }) => new AlertFeedback(alertApi),
    }),
  ],
  routes: { root: customersRouteRef, bySource: customerBySourceRouteRef },
});

/** List of customers and lookup; mount at `/customers`. @public */
export const Customer360Page = customer360Plugin.provide(
  createRoutableExtension({
    name: 'Customer360Page',
    component: () =>
      import('./customers/LegacyCustomersPage').then(
        m => m.LegacyCustomersPage,
      ),
    mountPoint: customersRouteRef,
  }),
);

/** The six answers and a card per section; the first tab, at `/`. @public */
export const EntityCustomer360Content = customer360Plugin.provide(
  createRoutableExtension({
    name: 'EntityCustomer360Content',
    component: () =>
      import('./overview/OverviewPage').then(m => m.OverviewPage),
    mountPoint: tabs.overview,
  }),
);

/** Tab at `/profile`. @public */
export const EntityCustomer360ProfileContent = customer360Plugin.provide(
  createRoutableExtension({
    name: 'EntityCustomer360ProfileContent',
    component: () => import('./profile/ProfilePage').then(m => m.ProfilePage),
    mountPoint: tabs.profile,
  }),
);

/** Tab at `/billing`. @public */
export const EntityCustomer360BillingContent = customer360Plugin.provide(
  createRoutableExtension({
    name: 'EntityCustomer360BillingContent',
    component: () => import('./billing/BillingPage').then(m => m.BillingPage),
    mountPoint: tabs.billing,
  }),
);

/** Tab at `/contract`. @public */
export const EntityCustomer360ContractContent = customer360Plugin.provide(
  createRoutableExtension({
    name: 'EntityCustomer360ContractContent',
    component: () =>
      import('./contract/ContractPage').then(m => m.ContractPage),
    mountPoint: tabs.contract,
  }),
);

/** Tab at `/usage`. @public */
export const EntityCustomer360UsageContent = customer360Plugin.provide(
  createRoutableExtension({
    name: 'EntityCustomer360UsageContent',
    component: () => import('./usage/UsagePage').then(m => m.UsagePage),
    mountPoint: tabs.usage,
  }),
);

/** Tab at `/relationship`. @public */
export const EntityCustomer360RelationshipContent = customer360Plugin.provide(
  createRoutableExtension({
    name: 'EntityCustomer360RelationshipContent',
    component: () =>
      import('./relationship/RelationshipPage').then(m => m.RelationshipPage),
    mountPoint: tabs.relationship,
  }),
);

/** Tab at `/support`. @public */
export const EntityCustomer360SupportContent = customer360Plugin.provide(
  createRoutableExtension({
    name: 'EntityCustomer360SupportContent',
    component: () => import('./support/SupportPage').then(m => m.SupportPage),
    mountPoint: tabs.support,
  }),
);

/** Tab at `/upcoming`. @public */
export const EntityCustomer360UpcomingContent = customer360Plugin.provide(
  createRoutableExtension({
    name: 'EntityCustomer360UpcomingContent',
    component: () =>
      import('./upcoming/UpcomingPage').then(m => m.UpcomingPage),
    mountPoint: tabs.upcoming,
  }),
);

/** Tab at `/access`: what one sees here and why, and who else does. @public */
export const EntityCustomer360AccessContent = customer360Plugin.provide(
  createRoutableExtension({
    name: 'EntityCustomer360AccessContent',
    component: () => import('./access/AccessPage').then(m => m.AccessPage),
    mountPoint: tabs.access,
  }),
);

/** Whom a user or a group looks after, on their page in the catalog. @public */
export const EntityOwnedCustomersCard = customer360Plugin.provide(
  createComponentExtension({
    name: 'EntityOwnedCustomersCard',
    component: {
      lazy: () =>
        import('./glance/OwnedCustomersCard').then(m => m.OwnedCustomersCard),
    },
  }),
);

/** Whom the reader looks after, for the portal's home page. @public */
export const HomePageMyCustomers = customer360Plugin.provide(
  createComponentExtension({
    name: 'HomePageMyCustomers',
    component: {
      lazy: () =>
        import('./glance/MyCustomersCard').then(m => m.MyCustomersCard),
    },
  }),
);

/** A customer among the results of the portal's search. @public */
export const CustomerSearchResultListItem = customer360Plugin.provide(
  createSearchResultListItemExtension({
    name: 'CustomerSearchResultListItem',
    component: () =>
      import('./search/CustomerSearchResultItem').then(
        m => m.CustomerSearchResultItem,
      ),
    predicate: result => result.type === CUSTOMER_SEARCH_TYPE,
  }),
);
