import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  toastApiRef,
} from '@backstage/frontend-plugin-api';
import PeopleIcon from '@material-ui/icons/People';
import { customer360AccessApiRef } from './api/AccessApi';
import { AccessClient } from './api/AccessClient';
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
import {
  accessContent,
  billingContent,
  contractContent,
  profileContent,
  relationshipContent,
  supportContent,
  upcomingContent,
  usageContent,
} from './alpha/entityContents';
import { ownedCustomersCard } from './alpha/entityCards';
import { myCustomersWidget } from './alpha/homeWidget';
import { customerHeaderLayout } from './alpha/headerLayout';
import { customerOverviewLayout } from './alpha/overviewLayout';
import {
  customerSearchResultItem,
  customerSearchResultType,
} from './alpha/search';
import { ToastFeedback } from './alpha/ToastFeedback';
import { customerBySourceRouteRef, customersRouteRef } from './routes';

const serviceApi = ApiBlueprint.make({
  name: 'service',
  params: defineParams =>
    defineParams({
      api: customer360ApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new Customer360Client({ discoveryApi, fetchApi }),
    }),
});

const accessApi = ApiBlueprint.make({
  name: 'access',
  params: defineParams =>
    defineParams({
      api: customer360AccessApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new AccessClient({ discoveryApi, fetchApi }),
    }),
});

const ledgerApi = ApiBlueprint.make({
  name: 'ledger',
  params: defineParams =>
    defineParams({
      api: customer360LedgerApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new LedgerClient({ discoveryApi, fetchApi }),
    }),
});

const linksApi = ApiBlueprint.make({
  name: 'links',
  params: defineParams =>
    defineParams({
      api: customer360LinksApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new LinksClient({ discoveryApi, fetchApi }),
    }),
});

const portfolioApi = ApiBlueprint.make({
  name: 'portfolio',
  params: defineParams =>
    defineParams({
      api: customer360PortfolioApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new PortfolioClient({ discoveryApi, fetchApi }),
    }),
});

const sourcesApi = ApiBlueprint.make({
  name: 'sources',
  params: defineParams =>
    defineParams({
      api: customer360SourcesApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new SourcesClient({ discoveryApi, fetchApi }),
    }),
});

const feedbackApi = ApiBlueprint.make({
  name: 'feedback',
  params: defineParams =>
    defineParams({
      api: customer360FeedbackApiRef,
      deps: { toastApi: toastApiRef },
      factory: ({ toastApi }) => new ToastFeedback(toastApi),
    }),
});

const customersPage = PageBlueprint.make({
  params: {
    path: '/customers',
    title: 'Customers',
    icon: <PeopleIcon fontSize="inherit" />,
    routeRef: customersRouteRef,
    loader: () =>
      import('./customers/CustomersRouter').then(m => (
        // The layout of the new system leaves this landmark to the page.
        <main>
          <m.CustomersRouter />
        </main>
      )),
  },
});

/**
 * Customer 360 for the new frontend system: the page of a customer, the list of
 * customers, and customers in search.
 *
 * @public
 */
export const customer360Plugin = createFrontendPlugin({
  pluginId: 'customer-360',
  title: 'Customers',
  icon: <PeopleIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: customersRouteRef, bySource: customerBySourceRouteRef },
  extensions: [
    serviceApi,
    accessApi,
    ledgerApi,
    linksApi,
    portfolioApi,
    sourcesApi,
    feedbackApi,
    customersPage,
    customerHeaderLayout,
    customerOverviewLayout,
    profileContent,
    billingContent,
    contractContent,
    usageContent,
    relationshipContent,
    supportContent,
    upcomingContent,
    accessContent,
    ownedCustomersCard,
    myCustomersWidget,
    customerSearchResultItem,
    customerSearchResultType,
  ],
});
