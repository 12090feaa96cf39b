import { screen } from '@testing-library/react';
import {
  renderTestApp,
  type RenderTestAppOptions,
} from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { fixtureEntities } from './__testUtils__/entities';
import { FakeCustomer360 } from './__testUtils__/FakeCustomer360';
import { customer360ApiRef } from './api';
import customer360Plugin from './index';

const TABS = [
  'profile',
  'billing',
  'contract',
  'usage',
  'relationship',
  'support',
  'upcoming',
  'access',
];

type Options = RenderTestAppOptions<unknown[]>;

const app = (path: string, config: Options['config'] = {}) => {
  const options: Options = {
    features: [catalogPlugin, customer360Plugin],
    initialRouteEntries: [path],
    config,
    apis: [
      [catalogApiRef, catalogApiMock({ entities: fixtureEntities })],
      [customer360ApiRef, new FakeCustomer360()],
    ],
  };
  return renderTestApp(options);
};

describe('customer360Plugin', () => {
  it('draws the page of a Customer with its header and its tabs', async () => {
    app('/catalog/default/customer/cus-8f3a1c');
    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: /Brightwater Logistics/,
      }),
    ).toBeVisible();
    expect(await screen.findByText('€4,800')).toBeVisible();
    const tabs = screen
      .getByRole('navigation', { name: 'Sections of the customer' })
      .querySelectorAll('a');
    expect([...tabs].map(tab => tab.getAttribute('href'))).toEqual(
      ['', ...TABS].map(tab =>
        ['/catalog/default/customer/cus-8f3a1c', tab].filter(Boolean).join('/'),
      ),
    );
  });

  it('shows the cards that the config names, in its order', async () => {
    app('/catalog/default/customer/cus-8f3a1c', {
      app: {
        extensions: [
          {
            'entity-content-layout:customer-360': {
              config: { cards: ['relationship', 'billing'] },
            },
          },
        ],
      },
    });
    await screen.findByText('€4,800');
    expect(
      screen
        .getAllByRole('heading', { level: 2 })
        .map(({ textContent }) => textContent),
    ).toEqual(['At a glance', 'Relationship', 'Billing']);
  });

  it('leaves other kinds alone', async () => {
    app('/catalog/default/group/csm-emea');
    expect((await screen.findAllByText('CSM EMEA')).length).toBeGreaterThan(0);
    expect(
      screen.queryByRole('navigation', { name: 'Sections of the customer' }),
    ).not.toBeInTheDocument();
    expect(screen.queryByText('Billing')).not.toBeInTheDocument();
  });
});
