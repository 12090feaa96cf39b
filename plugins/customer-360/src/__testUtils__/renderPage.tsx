import type { Entity } from '@backstage/catalog-model';
import { configApiRef, identityApiRef } from '@backstage/core-plugin-api';
import {
  mockApis,
  renderInTestApp as renderInNewApp,
  TestApiProvider as NewApiProvider,
} from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  renderInTestApp as renderInLegacyApp,
  TestApiProvider as LegacyApiProvider,
} from '@backstage/test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import { SWRConfig } from 'swr';
import { customer360AccessApiRef, type AccessApi } from '../api/AccessApi';
import { customer360ApiRef, type Customer360Api } from '../api/Customer360Api';
import { customer360FeedbackApiRef } from '../api/FeedbackApi';
import { customer360LedgerApiRef, type LedgerApi } from '../api/LedgerApi';
import { customer360LinksApiRef, type LinksApi } from '../api/LinksApi';
import {
  customer360PortfolioApiRef,
  type PortfolioApi,
} from '../api/PortfolioApi';
import { customer360SourcesApiRef, type SourcesApi } from '../api/SourcesApi';
import { customersRouteRef } from '../routes';
import { brightwaterEntity, fixtureEntities } from './entities';
import { FakeAccess } from './FakeAccess';
import { FakeCustomer360 } from './FakeCustomer360';
import { FakeLedger } from './FakeLedger';
import { FakeLinks } from './FakeLinks';
import { FakePortfolio } from './FakePortfolio';
import { FakeSources } from './FakeSources';
import { fakePermissions } from './fakePermissions';

/** The two frontend systems of Backstage. */
export const FRONTEND_SYSTEMS = ['new', 'legacy'] as const;

const mountedRoutes = {
  '/customers': customersRouteRef,
  '/catalog/:namespace/:kind/:name': entityRouteRef,
};

/** Renders a page or a part of it, in one of the frontend systems. */
export async function renderPage(
  element: JSX.Element,
  options: {
    system?: (typeof FRONTEND_SYSTEMS)[number];
    entity?: Entity;
    api?: Customer360Api;
    post?: jest.Mock;
    path?: string;
    access?: AccessApi;
    ledger?: LedgerApi;
    links?: LinksApi;
    portfolio?: PortfolioApi;
    sources?: SourcesApi;
    /** As in a portal without signals when left out. */
    signals?: SignalApi;
    /** Names of the permissions that the reader holds. */
    holds?: readonly string[];
    /** Of the company's own, as the page's config gives them. */
    labels?: readonly string[];
  } = {},
) {
  const {
    system = 'new',
    entity = brightwaterEntity,
    api = new FakeCustomer360(),
    post = jest.fn(),
    path = '/',
    access = new FakeAccess(),
    ledger = new FakeLedger(),
    links = new FakeLinks(),
    portfolio = new FakePortfolio(),
    sources = new FakeSources(),
    holds = [],
    labels,
    signals,
  } = options;
  const content = (
    // Whatever the test before was allowed is not remembered.
    <SWRConfig value={{ provider: () => new Map() }}>
      <EntityProvider entity={entity}>{element}</EntityProvider>
    </SWRConfig>
  );
  const optional = signals ? ([[signalApiRef, signals]] as const) : [];
  const config = mockApis.config({
    data: { customer360: labels && { labels: [...labels] } },
  });
  const identity = mockApis.identity({ userEntityRef: 'user:default/test' });
  if (system === 'legacy') {
    return renderInLegacyApp(
      <LegacyApiProvider
        apis={[
          [configApiRef, config],
          [identityApiRef, identity],
          [catalogApiRef, catalogApiMock({ entities: fixtureEntities })],
          [customer360ApiRef, api],
          [customer360AccessApiRef, access],
          [customer360LedgerApiRef, ledger],
          [customer360LinksApiRef, links],
          [customer360PortfolioApiRef, portfolio],
          [customer360SourcesApiRef, sources],
          [permissionApiRef, fakePermissions(holds)],
          [customer360FeedbackApiRef, { post }],
          [starredEntitiesApiRef, new MockStarredEntitiesApi()],
          ...optional,
        ]}
      >
        {content}
      </LegacyApiProvider>,
      { mountedRoutes, routeEntries: [path] },
    );
  }
  return renderInNewApp(
    <NewApiProvider
      apis={[
        [configApiRef, config],
        [identityApiRef, identity],
        [catalogApiRef, catalogApiMock({ entities: fixtureEntities })],
        [customer360ApiRef, api],
        [customer360AccessApiRef, access],
        [customer360LedgerApiRef, ledger],
        [customer360LinksApiRef, links],
        [customer360PortfolioApiRef, portfolio],
        [customer360SourcesApiRef, sources],
        [permissionApiRef, fakePermissions(holds)],
        [customer360FeedbackApiRef, { post }],
        [starredEntitiesApiRef, new MockStarredEntitiesApi()],
        ...optional,
      ]}
    >
      {content}
    </NewApiProvider>,
    { mountedRoutes, initialRouteEntries: [path] },
  );
}
