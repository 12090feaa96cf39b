import { screen } from '@testing-library/react';
import { FakeLedger, ledgerRecord } from '../__testUtils__/FakeLedger';
import { renderPage } from '../__testUtils__/renderPage';
import { violationsIn } from '../__testUtils__/violationsIn';
import { AccessPage } from '../access/AccessPage';

const READS = ['customer360.ledger.read'];

const CUSTOMER = 'customer:default/cus-8f3a1c';

describe('the last looks at a customer', () => {
  it('are not there without the permission, and nothing is asked', async () => {
    const ledger = new FakeLedger();
    await renderPage(<AccessPage />, {
      ledger,
      holds: ['customer360.grants.manage'],
    });
    await screen.findByText('Who sees this customer');
    expect(screen.queryByText('Who looked last')).not.toBeInTheDocument();
    expect(ledger.asked).toEqual([]);
  });

  it('are ten, and the service is asked for looks alone', async () => {
    const ledger = new FakeLedger();
    ledger.pages = [{ rows: Array.from({ length: 10 }, () => ledgerRecord()) }];
    const { container } = await renderPage(<AccessPage />, {
      ledger,
      holds: READS,
    });
    expect(await screen.findByText('Who looked last')).toBeVisible();
    expect(await screen.findAllByText('Opened the page')).toHaveLength(10);
    expect(ledger.asked).toEqual([
      { customer: CUSTOMER, only: 'looks', limit: 10 },
    ]);
    expect(
      screen.getByRole('link', { name: 'All of it in the ledger' }),
    ).toHaveAttribute(
      'href',
      `/customers/ledger?customer=${encodeURIComponent(CUSTOMER)}&range=all`,
    );
    expect(await violationsIn(container)).toEqual([]);
  });
});
