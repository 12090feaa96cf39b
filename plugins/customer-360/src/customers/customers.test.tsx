import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link, Route, Routes, useLocation } from 'react-router-dom';
import { FakeCustomer360 } from '../__testUtils__/FakeCustomer360';
import { FakePortfolio } from '../__testUtils__/FakePortfolio';
import { violationsIn } from '../__testUtils__/violationsIn';
import { renderPage } from '../__testUtils__/renderPage';
import { Customer360Error } from '../api/Customer360Error';
import { BySourcePage } from './BySourcePage';
import { CustomersPage } from './CustomersPage';

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{`${pathname}${search}`}</output>;
}

describe('CustomersPage', () => {
  it('lists what the service lets the reader see', async () => {
    await renderPage(<CustomersPage />, { path: '/?scope=all' });
    const table = await screen.findByRole('table', { name: 'Customers' });
    expect(within(table).getAllByRole('row')).toHaveLength(7);
    const link = within(table).getByRole('link', { name: /Tallis Energy/ });
    expect(link).toHaveAttribute(
      'href',
      '/catalog/default/customer/cus-broken',
    );
  });

  it('narrows by segment and by text from the address', async () => {
    await renderPage(<CustomersPage />, {
      path: '/?scope=all&segment=SMB&q=osprey',
    });
    const table = await screen.findByRole('table', { name: 'Customers' });
    expect(await within(table).findByText('Osprey Dental')).toBeVisible();
    expect(within(table).getAllByRole('row')).toHaveLength(2);
  });

  it('begins with all where none is the reader’s own, and leaves the address alone', async () => {
    await renderPage(
      <>
        <CustomersPage />
        <Address />
      </>,
    );
    expect(await screen.findByText('6 of 6 shown')).toBeVisible();
    expect(
      screen.getByRole('heading', { name: 'All I may see' }),
    ).toBeVisible();
    expect(screen.getByTestId('address')).toHaveTextContent(/^\/$/);
  });

  it('keeps the list that was narrowed in the address', async () => {
    await renderPage(
      <>
        <CustomersPage />
        <Address />
      </>,
    );
    expect(await screen.findByText('6 of 6 shown')).toBeVisible();
    await userEvent.type(screen.getByLabelText('Name, domain or id'), 'osprey');
    expect(await screen.findByText('1 of 1 shown')).toBeVisible();
    expect(screen.getByTestId('address')).toHaveTextContent(
      '/?scope=all&q=osprey',
    );
  });

  it('follows the address when another list is opened', async () => {
    await renderPage(
      <>
        <CustomersPage />
        <Link to="/?scope=all&q=brightwater">the other list</Link>
        <Address />
      </>,
      { path: '/?scope=all&q=osprey' },
    );
    const field = screen.getByLabelText('Name, domain or id');
    expect(await screen.findByText('1 of 1 shown')).toBeVisible();
    await userEvent.click(screen.getByText('the other list'));
    expect(field).toHaveValue('brightwater');
    await userEvent.clear(field);
    expect(await screen.findByText('6 of 6 shown')).toBeVisible();
    expect(screen.getByTestId('address')).toHaveTextContent(/^\/\?scope=all$/);
    expect(field).toHaveValue('');
  });

  it('stays with the reader’s own where they were asked for, and says where the others are', async () => {
    await renderPage(<CustomersPage />, { path: '/?scope=mine' });
    expect(
      await screen.findByText('No customer is yours. Look at all you may see.'),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'All I may see' }),
    );
    expect(await screen.findByText('6 of 6 shown')).toBeVisible();
  });

  it('says why each stands where it does, and tells restricted from not known', async () => {
    await renderPage(<CustomersPage />, { path: '/?scope=all' });
    const table = within(
      await screen.findByRole('table', { name: 'Customers' }),
    );
    const cellsOf = (name: string) =>
      within(table.getByRole('row', { name: new RegExp(name) }))
        .getAllByRole('cell')
        .slice(2)
        .map(({ textContent }) => textContent?.trim());
    expect(cellsOf('Brightwater Logistics')).toEqual([
      '€4,800',
      '−12.7%',
      '47 d',
      '17 d',
      '72 80%',
      '1',
      'High risk: 1 urgent ticket, notice in 17 days, 1 more',
      expect.stringContaining('Zendesk'),
    ]);
    expect(cellsOf('Nordhavn')).toMatchObject([
      '€1,000 + ¥412,000',
      '–',
      expect.stringContaining('ends'),
      'past',
      '–',
      '–',
      'Some risk: payment failing',
      '',
    ]);
    const denied = within(table.getByRole('row', { name: /Osprey/ }));
    expect(denied.getAllByTitle('Restricted')).toHaveLength(6);
    expect(denied.getByText('Risk not known')).toBeVisible();
  });

  it('is put in order by its heads, and that is in the address', async () => {
    const portfolio = new FakePortfolio();
    await renderPage(
      <>
        <CustomersPage />
        <Address />
      </>,
      { path: '/?scope=all', portfolio },
    );
    const last = () => portfolio.asked.at(-1);
    expect(await screen.findByText('money at risk first')).toBeVisible();
    expect(last()).toMatchObject({ sort: 'risk', limit: 25 });
    const head = () => screen.getByRole('columnheader', { name: /^MRR/ });
    await userEvent.click(screen.getByRole('button', { name: /^MRR/ }));
    expect(last()).toMatchObject({ sort: 'mrr', direction: 'desc' });
    expect(head()).toHaveAttribute('aria-sort', 'descending');
    await userEvent.click(screen.getByRole('button', { name: /^MRR/ }));
    expect(last()).toMatchObject({ sort: 'mrr', direction: 'asc' });
    expect(screen.getByTestId('address')).toHaveTextContent(
      '/?scope=all&sort=mrr&dir=asc',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Money at risk first' }),
    );
    expect(last()).toMatchObject({ sort: 'risk' });
    expect(screen.getByTestId('address')).toHaveTextContent(/^\/\?scope=all$/);
  });

  it('goes on from page to page, and begins anew with another question', async () => {
    const portfolio = new FakePortfolio();
    portfolio.more = {
      nextCursor: 'more.1',
      total: { count: 1_000, more: true },
    };
    await renderPage(<CustomersPage />, { path: '/?scope=all', portfolio });
    expect(await screen.findByText('6 of 1,000 and more shown')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(portfolio.asked.at(-1)).toMatchObject({ cursor: 'more.1' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Dormant' }),
    );
    expect(portfolio.asked.at(-1)).not.toHaveProperty('cursor');
    expect(portfolio.asked.at(-1)?.filter).toEqual({ dormantDays: 14 });
    expect(screen.getByRole('button', { name: 'Dormant' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });

  it('leads back to the page before, for as long as one stays', async () => {
    const portfolio = new FakePortfolio();
    const page = (nextCursor: string) => ({
      nextCursor,
      total: { count: 1_000, more: true },
    });
    portfolio.more = page('more.1');
    await renderPage(<CustomersPage />, { path: '/?scope=all', portfolio });
    const next = () => screen.findByRole('button', { name: 'Next page' });
    const previous = { name: 'Previous page' };
    await next();
    expect(screen.queryByRole('button', previous)).not.toBeInTheDocument();
    portfolio.more = page('more.2');
    await userEvent.click(await next());
    await waitFor(() =>
      expect(portfolio.asked.at(-1)).toMatchObject({ cursor: 'more.1' }),
    );
    await userEvent.click(await next());
    await waitFor(() =>
      expect(portfolio.asked.at(-1)).toMatchObject({ cursor: 'more.2' }),
    );
    await userEvent.click(await screen.findByRole('button', previous));
    await waitFor(() =>
      expect(portfolio.asked.at(-1)).toMatchObject({ cursor: 'more.1' }),
    );
    await userEvent.click(await screen.findByRole('button', previous));
    await waitFor(() =>
      expect(portfolio.asked.at(-1)).not.toHaveProperty('cursor'),
    );
    expect(screen.queryByRole('button', previous)).not.toBeInTheDocument();
  });

  it('says why nothing is listed where the policy cannot be listed by', async () => {
    const portfolio = new FakePortfolio();
    portfolio.more = {
      rows: [],
      total: { count: 0, more: false },
      closed: 'Customers cannot be listed with your rights.',
    };
    await renderPage(<CustomersPage />, { portfolio });
    expect(
      await screen.findByText('Customers cannot be listed with your rights.'),
    ).toBeVisible();
    expect(screen.queryByText(/No customer/)).not.toBeInTheDocument();
  });

  it('says that it failed, and tries again', async () => {
    const portfolio = new FakePortfolio();
    portfolio.fails = true;
    await renderPage(<CustomersPage />, { path: '/?scope=all', portfolio });
    expect(
      await screen.findByText(/Customers cannot be listed just now/),
    ).toBeVisible();
    portfolio.fails = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('6 of 6 shown')).toBeVisible();
  });

  it('says by which rates amounts are put in order', async () => {
    const portfolio = new FakePortfolio();
    portfolio.more = {
      converted: { currency: 'EUR', ratesOf: '2026-11-01' },
    };
    await renderPage(<CustomersPage />, { portfolio });
    expect(
      await screen.findByText(/Put in order by EUR at rates of Nov 1, 2026/),
    ).toBeVisible();
  });

  it('has no violation that axe finds', async () => {
    const { container } = await renderPage(<CustomersPage />, {
      path: '/?scope=all',
    });
    await screen.findByText('6 of 6 shown');
    expect(await violationsIn(container)).toEqual([]);
  });

  it('finds a customer by what a caller gives, and says who was not asked', async () => {
    await renderPage(<CustomersPage />, { path: '/?scope=mine' });
    await userEvent.type(
      await screen.findByLabelText(/Find by e-mail, invoice/),
      ' ines@brightwater.example {Enter}',
    );
    expect(await screen.findByText('1 customer found.')).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Brightwater Logistics/ }),
    ).toHaveAttribute('href', '/catalog/default/customer/cus-8f3a1c');
    expect(screen.getByText(/Could not ask Zendesk/)).toBeVisible();
  });
});

describe('BySourcePage', () => {
  const routes = (
    <Routes>
      <Route path="/by/:source/:id" element={<BySourcePage />} />
      <Route
        path="/catalog/:namespace/:kind/:name"
        element={<div>the page of the customer</div>}
      />
    </Routes>
  );

  it('opens the page of the customer that has the id', async () => {
    await renderPage(routes, { path: '/by/stripe/cus_1' });
    expect(await screen.findByText('the page of the customer')).toBeVisible();
  });

  it('says plainly that nobody has it', async () => {
    await renderPage(routes, { path: '/by/stripe/cus_404' });
    expect(
      await screen.findByText(
        'No customer that you may see is linked to cus_404 at stripe.',
      ),
    ).toBeVisible();
  });

  it('does not guess between several', async () => {
    const api = new FakeCustomer360();
    jest
      .spyOn(api, 'findBySource')
      .mockRejectedValue(new Customer360Error('ambiguous'));
    await renderPage(routes, { api, path: '/by/stripe/cus_1' });
    expect(
      await screen.findByText(/Several customers are linked/),
    ).toBeVisible();
  });
});
