import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link, Route, Routes, useLocation } from 'react-router-dom';
import { FakeCustomer360 } from '../__testUtils__/FakeCustomer360';
import { renderPage } from '../__testUtils__/renderPage';
import { Customer360Error } from '../api/Customer360Error';
import { BySourcePage } from './BySourcePage';
import { CustomersPage } from './CustomersPage';

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{`${pathname}${search}`}</output>;
}

describe('CustomersPage', () => {
  it('lists what the catalog lets the reader see', async () => {
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
    await userEvent.type(
      screen.getByLabelText('Find by name or domain'),
      'osprey',
    );
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
    const field = screen.getByLabelText('Find by name or domain');
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
