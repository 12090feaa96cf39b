import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { createRoot } from 'react-dom/client';
import { fixtureEntities } from '../src/__testUtils__/entities';
import { FakeCustomer360 } from '../src/__testUtils__/FakeCustomer360';
import { customer360ApiRef } from '../src/api';
import customer360Plugin from '../src';

// Not a static import: the package says it has no side effects, so that would
// be dropped.
void import('./styles.css');

const app = createApp({
  features: [
    catalogPlugin,
    customer360Plugin,
    createFrontendModule({
      pluginId: 'catalog',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: catalogApiRef,
              deps: {},
              factory: () => catalogApiMock({ entities: fixtureEntities }),
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'customer-360',
      extensions: [
        ApiBlueprint.make({
          name: 'service',
          params: defineParams =>
            defineParams({
              api: customer360ApiRef,
              deps: {},
              factory: () => new FakeCustomer360(),
            }),
        }),
      ],
    }),
  ],
});

createRoot(document.getElementById('root')!).render(app.createRoot());
