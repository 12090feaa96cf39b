import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Address, addressNow } from '../__testUtils__/Address';
import { FakeLedger, ledgerRecord } from '../__testUtils__/FakeLedger';
import { renderPage } from '../__testUtils__/renderPage';
import { Customer360Error } from '../api/Customer360Error';
import { LedgerPage } from './LedgerPage';

const READS = ['customer360.ledger.read'];

const CUSTOMER = 'customer:default/cus-8f3a1c';

const withAddress = (page: JSX.Element) => (
  <>
    {page}
    <Address />
  </>
);

describe('searching the ledger', () => {
  it('keeps in the address what it asks for', async () => {
    const ledger = new FakeLedger();
    await renderPage(withAddress(<LedgerPage />), { ledger, holds: READS });
    await waitFor(() => expect(ledger.asked).toHaveLength(1));
    expect(ledger.asked[0]).toEqual({ from: expect.any(String), limit: 50 });

    await userEvent.type(
      screen.getByLabelText('Customer: who looked at them'),
      'cus-8f3a1c',
    );
    await userEvent.type(
      screen.getByLabelText('Person: what they opened'),
      'user:default/gone',
    );
    expect(ledger.asked).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Search' }));
    await userEvent.click(screen.getByRole('button', { name: 'All' }));

    await waitFor(() =>
      expect(ledger.asked.at(-1)).toEqual({
        customer: CUSTOMER,
        person: 'user:default/gone',
        limit: 50,
      }),
    );
    expect(Object.fromEntries(addressNow())).toEqual({
      customer: CUSTOMER,
      person: 'user:default/gone',
      range: 'all',
    });
  });

  it('begins with what the address asks for', async () => {
    const ledger = new FakeLedger();
    await renderPage(<LedgerPage />, {
      ledger,
      path: `/?customer=${CUSTOMER}&range=own&from=2026-11-01&to=2026-11-02`,
    });
    await waitFor(() =>
      expect(ledger.asked[0]).toEqual({
        customer: CUSTOMER,
        from: new Date(2026, 10, 1).toISOString(),
        to: new Date(2026, 10, 3).toISOString(),
        limit: 50,
      }),
    );
    expect(screen.getByLabelText('Customer: who looked at them')).toHaveValue(
      CUSTOMER,
    );
    expect(screen.getByLabelText('Last day')).toHaveValue('2026-11-02');
  });

  it('asks nothing strange of the service, whatever the address says', async () => {
    const ledger = new FakeLedger();
    await renderPage(<LedgerPage />, {
      ledger,
      path: '/?customer=user:default/x&person=a%20b&range=ever&from=x&to=2026-13-99',
    });
    await waitFor(() => expect(ledger.asked).toHaveLength(1));
    expect(Object.keys(ledger.asked[0]).sort()).toEqual(['from', 'limit']);
  });

  it('does not search for what is no name, and says so', async () => {
    await renderPage(<LedgerPage />);
    await userEvent.type(
      screen.getByLabelText('Person: what they opened'),
      'a b',
    );
    expect(screen.getByText('This is not the name of a person.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Search' })).toBeDisabled();
  });

  it('suggests whom the catalog knows', async () => {
    const { container } = await renderPage(<LedgerPage />);
    await userEvent.type(
      screen.getByLabelText('Customer: who looked at them'),
      'Bright',
    );
    await waitFor(() =>
      expect(
        container.querySelector(`datalist option[value="${CUSTOMER}"]`),
      ).toHaveAttribute('label', 'Brightwater Logistics'),
    );
  });

  it('says whom a ref of the address means', async () => {
    await renderPage(<LedgerPage />, { path: `/?customer=${CUSTOMER}` });
    expect(await screen.findByText('Brightwater Logistics')).toBeVisible();
  });

  it('goes on by the cursor, and back to the first; another search begins anew', async () => {
    const ledger = new FakeLedger();
    ledger.pages = [
      { rows: [ledgerRecord()] },
      { rows: [ledgerRecord({ kind: 'ledger_verify' })] },
    ];
    await renderPage(withAddress(<LedgerPage />), { ledger });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Next page' }),
    );
    expect(await screen.findByText('Checked the ledger')).toBeVisible();
    expect(ledger.asked.at(-1)).toEqual({ ...ledger.asked[0], cursor: '2' });
    expect(addressNow().get('cursor')).toBe('2');
    expect(
      screen.queryByRole('button', { name: 'Next page' }),
    ).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'First page' }));
    expect(await screen.findByText('Opened the page')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    await screen.findByText('Checked the ledger');
    await userEvent.click(screen.getByRole('button', { name: 'Today' }));
    await waitFor(() =>
      expect(ledger.asked.at(-1)).not.toHaveProperty('cursor'),
    );
  });

  it('says that a page of yesterday is gone, and leads to the first', async () => {
    const ledger = new FakeLedger();
    ledger.fails = new Customer360Error('invalid');
    await renderPage(<LedgerPage />, { ledger, path: '/?cursor=old' });
    expect(
      await screen.findByText(/This page of the list is not there any more/),
    ).toBeVisible();
    ledger.fails = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'First page' }));
    expect((await screen.findAllByText('Opened the page')).length).toBe(2);
  });
});
