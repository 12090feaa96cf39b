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

  it('are ten, and neither what renewed itself nor who asked who looked', async () => {
    const ledger = new FakeLedger();
    ledger.pages = [
      {
        rows: [
          ledgerRecord({ kind: 'ledger', person: 'user:default/ada' }),
          ledgerRecord({ detail: { look: 'refreshed' } }),
          ledgerRecord({ kind: 'access', detail: { asked: 'own' } }),
          ...Array.from({ length: 12 }, () => ledgerRecord()),
        ],
      },
    ];
    const { container } = await renderPage(<AccessPage />, {
      ledger,
      holds: READS,
    });
    expect(await screen.findByText('Who looked last')).toBeVisible();
    expect(await screen.findAllByText('Opened the page')).toHaveLength(10);
    expect(screen.queryByText('Searched the ledger')).not.toBeInTheDocument();
    expect(screen.queryByText(/renewed itself/)).not.toBeInTheDocument();
    expect(ledger.asked).toEqual([{ customer: CUSTOMER, limit: 100 }]);
    expect(
      screen.getByRole('link', { name: 'All of it in the ledger' }),
    ).toHaveAttribute(
      'href',
      `/customers/ledger?customer=${encodeURIComponent(CUSTOMER)}&range=all`,
    );
    expect(await violationsIn(container)).toEqual([]);
  });
});
