import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePortfolio, portfolioRows } from '../__testUtils__/FakePortfolio';
import { FRONTEND_SYSTEMS, renderPage } from '../__testUtils__/renderPage';
import { violationsIn } from '../__testUtils__/violationsIn';
import { MyCustomersCard } from './MyCustomersCard';
import { OwnedCustomersCard } from './OwnedCustomersCard';

const GROUP = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'csm-emea', namespace: 'default' },
  spec: { type: 'team', children: [] },
};

describe.each(FRONTEND_SYSTEMS)('OwnedCustomersCard (%s)', system => {
  const start = async (portfolio = new FakePortfolio()) => {
    const { container } = await renderPage(<OwnedCustomersCard />, {
      system,
      entity: GROUP,
      portfolio,
    });
    return { container, portfolio };
  };

  it('has those of the group that come first, and leads to all', async () => {
    const { container, portfolio } = await start();
    const table = within(
      await screen.findByRole('table', { name: 'Customers' }),
    );
    expect(
      table.getByRole('row', { name: /Brightwater Logistics.*High risk/ }),
    ).toBeVisible();
    // Restricted is not the same as nothing.
    expect(
      table.getByRole('row', { name: /Osprey Dental Restricted/ }),
    ).toBeVisible();
    expect(portfolio.asked).toEqual([
      { filter: { owner: 'group:default/csm-emea' }, limit: 5 },
    ]);
    expect(screen.getByRole('link', { name: 'All 6' })).toHaveAttribute(
      'href',
      '/customers?scope=all&owner=group%3Adefault%2Fcsm-emea',
    );
    expect(await violationsIn(container)).toEqual([]);
  });

  it('says that there is none that one may see', async () => {
    const portfolio = new FakePortfolio();
    portfolio.more = { rows: [], total: { count: 0, more: false } };
    await start(portfolio);
    expect(await screen.findByText('None that you may see.')).toBeVisible();
  });

  it('says why nobody can be listed', async () => {
    const portfolio = new FakePortfolio();
    portfolio.more = { closed: 'Customers cannot be listed with your rights.' };
    await start(portfolio);
    expect(
      await screen.findByText('Customers cannot be listed with your rights.'),
    ).toBeVisible();
  });

  it('can be asked again', async () => {
    const portfolio = new FakePortfolio();
    portfolio.fails = true;
    await start(portfolio);
    const again = await screen.findByRole('button', { name: 'Try again' });
    portfolio.fails = false;
    await userEvent.click(again);
    expect(await screen.findByRole('table')).toBeVisible();
  });
});

describe.each(FRONTEND_SYSTEMS)('MyCustomersCard (%s)', system => {
  it('has the reader’s own, and leads to their list', async () => {
    const portfolio = new FakePortfolio();
    portfolio.more = {
      rows: [...portfolioRows],
      total: { count: 6, more: false },
    };
    const { container } = await renderPage(<MyCustomersCard />, {
      system,
      portfolio,
    });
    expect(await screen.findByRole('link', { name: 'All 6' })).toHaveAttribute(
      'href',
      '/customers?scope=mine',
    );
    expect(screen.getByRole('heading', { name: 'My customers' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Tallis Energy' })).toBeVisible();
    expect(portfolio.asked).toEqual([{ filter: { mine: true }, limit: 5 }]);
    expect(await violationsIn(container)).toEqual([]);
  });

  it('says that none is theirs', async () => {
    await renderPage(<MyCustomersCard />, { system });
    expect(await screen.findByText('No customer is yours.')).toBeVisible();
  });
});
