import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { storageApiRef, type StorageApi } from '@backstage/core-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/test-utils';
import { useLocation } from 'react-router-dom';
import { FakeCustomer360 } from '../__testUtils__/FakeCustomer360';
import { FRONTEND_SYSTEMS, renderPage } from '../__testUtils__/renderPage';
import { violationsIn } from '../__testUtils__/violationsIn';
import { CustomersPage } from '../customers/CustomersPage';
import { OverviewPage } from '../overview/OverviewPage';
import { KeySequence } from './KeySequence';

function Address() {
  const { pathname, hash } = useLocation();
  return <output data-testid="address">{`${pathname}${hash}`}</output>;
}

describe('KeySequence', () => {
  const go = (to: string) => ({ id: 'go', to });

  it('takes single keys at once, and a letter after g as a place', () => {
    const keys = new KeySequence();
    expect(keys.press('/', 0)).toEqual({ id: 'search' });
    expect(keys.press('r', 1)).toEqual({ id: 'refresh' });
    expect(keys.press('g', 2)).toBeUndefined();
    expect(keys.press('r', 3)).toEqual(go('relationship'));
    expect(keys.press('r', 4)).toEqual({ id: 'refresh' });
  });

  it('forgets g after a while, and where another key came between', () => {
    const keys = new KeySequence();
    keys.press('g', 0);
    expect(keys.press('b', 1_501)).toBeUndefined();
    keys.press('g', 2_000);
    expect(keys.press('x', 2_001)).toBeUndefined();
    expect(keys.press('b', 2_002)).toBeUndefined();
  });

  it('takes nothing from the names that every object has', () => {
    const keys = new KeySequence();
    expect(keys.press('toString', 0)).toBeUndefined();
    keys.press('g', 1);
    expect(keys.press('constructor', 2)).toBeUndefined();
  });
});

describe.each(FRONTEND_SYSTEMS)('keys of a customer’s page (%s)', system => {
  const start = async (api = new FakeCustomer360()) => {
    await renderPage(
      <>
        <OverviewPage />
        <Address />
      </>,
      { system, api },
    );
    await screen.findByText('€4,800');
    return api;
  };
  const address = () => screen.getByTestId('address').textContent;

  it('lead to its tabs, to the list and into the box that finds', async () => {
    await start();
    await userEvent.keyboard('gb');
    expect(address()).toBe('/catalog/default/customer/cus-8f3a1c/billing');
    await userEvent.keyboard('go');
    expect(address()).toBe('/catalog/default/customer/cus-8f3a1c');
    await userEvent.keyboard('gl');
    expect(address()).toBe('/customers');
    await userEvent.keyboard('/');
    expect(address()).toBe('/customers#find');
  });

  it('read again and open evidence', async () => {
    const api = await start();
    await userEvent.keyboard('e');
    const evidence = await screen.findByRole('dialog');
    expect(evidence).toHaveAccessibleName(/MRR/);
    // What is open above the page has the keys.
    await userEvent.keyboard('r');
    await userEvent.keyboard('{Escape}');
    expect(api.refreshed).toEqual([]);
    await userEvent.keyboard('r');
    await waitFor(() => expect(api.refreshed).toEqual([undefined]));
  });

  it('open the evidence of the tile in focus', async () => {
    await start();
    const renews = screen.getByRole('group', { name: 'Renews' });
    act(() => within(renews).getByRole('button').focus());
    await userEvent.keyboard('e');
    expect(await screen.findByRole('dialog')).toHaveAccessibleName(
      /notice|renew/i,
    );
  });

  it('do nothing with Ctrl, Alt or Meta', async () => {
    const api = await start();
    await userEvent.keyboard('{Control>}r{/Control}{Meta>}r{/Meta}');
    expect(api.refreshed).toEqual([]);
  });
});

describe('keys that are switched off', () => {
  const withStorage = (storage: StorageApi, element: JSX.Element) =>
    renderPage(
      <TestApiProvider apis={[[storageApiRef, storage]]}>
        {element}
        <Address />
      </TestApiProvider>,
      { system: 'legacy', path: '/?scope=all' },
    );

  it('do nothing until they are switched on again', async () => {
    const storage = mockApis.storage();
    await withStorage(storage, <CustomersPage />);
    await userEvent.keyboard('?');
    const list = await screen.findByRole('dialog', {
      name: 'Keyboard shortcuts',
    });
    expect(await violationsIn(list)).toEqual([]);
    expect(
      within(list).getByRole('row', { name: /^g\s*then\s*s\s*Support$/ }),
    ).toBeVisible();
    const single = within(list).getByRole('checkbox', {
      name: 'Single keys are switched on',
    });
    await userEvent.click(single);
    expect(
      await within(list).findByText(/None of these keys does anything/),
    ).toBeVisible();
    await userEvent.click(within(list).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(list).not.toBeInTheDocument());
    await userEvent.keyboard('?/');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(screen.getByTestId('address')).toHaveTextContent(/^\/$/);

    await userEvent.click(
      screen.getByRole('button', { name: 'Keyboard shortcuts' }),
    );
    await userEvent.click(await screen.findByRole('checkbox'));
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await userEvent.keyboard('?');
    expect(await screen.findByRole('dialog')).toBeVisible();
  });

  it('are letters and nothing else where one writes', async () => {
    await withStorage(mockApis.storage(), <CustomersPage />);
    const box = screen.getByLabelText('Name, domain or id');
    await userEvent.type(box, '/r?');
    expect(box).toHaveValue('/r?');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('put the cursor into the box at the address that ends so', async () => {
    await renderPage(<CustomersPage />, { path: '/?scope=all#find' });
    await waitFor(() =>
      expect(
        screen.getByLabelText(
          'Find by e-mail, invoice, ticket, user or account id',
        ),
      ).toHaveFocus(),
    );
  });
});
