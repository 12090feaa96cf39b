import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Address, addressNow } from '../__testUtils__/Address';
import { FakeLedger } from '../__testUtils__/FakeLedger';
import { renderPage } from '../__testUtils__/renderPage';
import { violationsIn } from '../__testUtils__/violationsIn';
import { Customer360Error } from '../api/Customer360Error';
import { CustomersRouter } from '../customers/CustomersRouter';
import { LedgerUsagePage } from './LedgerUsagePage';

const READS = ['customer360.ledger.read'];

const withAddress = (page: JSX.Element) => (
  <>
    {page}
    <Address />
  </>
);

describe('how the page is used', () => {
  it('is told in counts, section by section', async () => {
    const ledger = new FakeLedger();
    const { container } = await renderPage(withAddress(<LedgerUsagePage />), {
      ledger,
      holds: ['customer360.usage.read'],
    });
    expect(await screen.findByText('1,204')).toBeVisible();
    const contract = within(
      screen.getByRole('cell', { name: 'Contract' }).closest('tr')!,
    );
    for (const count of ['400', '12', '800']) {
      expect(contract.getByText(count)).toBeVisible();
    }
    expect(screen.getByText('Never gone into: Marketing.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Today' }));
    const midnight = new Date();
    midnight.setHours(0, 0, 0, 0);
    await waitFor(() =>
      expect(ledger.counted.at(-1)).toEqual({
        from: midnight.toISOString(),
        to: undefined,
      }),
    );
    expect(addressNow().get('range')).toBe('today');
    expect(await violationsIn(container)).toEqual([]);
  });

  it('is for those who may know', async () => {
    const ledger = new FakeLedger();
    ledger.fails = new Customer360Error('denied');
    await renderPage(<LedgerUsagePage />, { ledger });
    expect(
      await screen.findByText(/hold customer360.usage.read/),
    ).toBeVisible();
    expect(screen.queryByText('Section by section')).not.toBeInTheDocument();
  });
});

describe('the ways to the ledger', () => {
  const tabs = () =>
    within(screen.getByRole('navigation', { name: 'Pages about customers' }))
      .getAllByRole('link')
      .map(link => link.textContent);

  it('are there for those who hold what it takes', async () => {
    const { unmount } = await renderPage(<CustomersRouter />, {
      path: '/ledger',
    });
    await screen.findByText('Emergency');
    expect(tabs()).toEqual(['Customers', 'Access requests']);
    unmount();
    await renderPage(<CustomersRouter />, {
      path: '/ledger/usage',
      holds: [...READS, 'customer360.usage.read'],
    });
    await screen.findByText('1,204');
    expect(tabs()).toEqual([
      'Customers',
      'Access requests',
      'Ledger',
      'Use of the page',
    ]);
  });
});
