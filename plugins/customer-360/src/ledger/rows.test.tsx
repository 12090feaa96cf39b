import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeLedger, ledgerRows } from '../__testUtils__/FakeLedger';
import { renderPage } from '../__testUtils__/renderPage';
import { violationsIn } from '../__testUtils__/violationsIn';
import { Customer360Error } from '../api/Customer360Error';
import { LedgerPage } from './LedgerPage';

const rowOf = (text: string | RegExp) =>
  within(screen.getAllByText(text)[0].closest('tr')!);

describe('rows of the ledger', () => {
  it('say who, what, of whom and how it ended', async () => {
    const { container } = await renderPage(<LedgerPage />, {
      holds: ['customer360.ledger.read'],
    });
    await screen.findByText('Tried: opened contracts');
    const first = within(
      screen.getAllByText('Opened the page')[0].closest('tr')!,
    );
    expect(first.getByText('mara').closest('a')).toHaveAttribute(
      'href',
      '/catalog/default/user/mara',
    );
    expect(first.getByText('cus-8f3a1c')).toBeVisible();
    expect(first.getByText('Billing and Support')).toBeVisible();
    expect(first.getByText('Shown')).toBeVisible();
    expect(container.querySelector('time')).toHaveAttribute(
      'title',
      '2026-11-25 10:42:03.120 UTC',
    );
    expect(await violationsIn(container)).toEqual([]);
  });

  it('show a refusal by shape and word', async () => {
    await renderPage(<LedgerPage />);
    await screen.findByText('Tried: opened contracts');
    const row = rowOf('Tried: opened contracts');
    expect(row.getByText('Contract denied')).toBeVisible();
    const word = row.getByText('Denied');
    expect(word.querySelector('svg')).toBeInTheDocument();
  });

  it('let emergencies, alarms and previews stand out', async () => {
    await renderPage(<LedgerPage />);
    expect(await screen.findByText('Emergency')).toBeVisible();
    expect(screen.getByText('Preview as support-agent')).toBeVisible();
    expect(
      rowOf('Opened 61 customers within 10 minutes').getByText('Alarm'),
    ).toBeVisible();
  });

  it('tell a forgotten person from the service itself', async () => {
    await renderPage(<LedgerPage />);
    await screen.findByText('Emergency');
    expect(
      rowOf('Their open page was told of a change').getByText(
        'a forgotten person',
      ),
    ).toBeVisible();
    expect(
      rowOf('A chain of the ledger was closed').getByText(
        'Customer 360 itself',
      ),
    ).toBeVisible();
  });

  it('open to what else they say', async () => {
    const { container } = await renderPage(<LedgerPage />);
    const button = (
      await screen.findAllByRole('button', { name: 'Details' })
    )[3];
    expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryByText(ledgerRows[3].requestId)).not.toBeInTheDocument();
    await userEvent.click(button);
    expect(button).toHaveAttribute('aria-expanded', 'true');
    const details = within(
      document.getElementById(button.getAttribute('aria-controls')!)!,
    );
    expect(details.getByText(ledgerRows[3].requestId)).toBeVisible();
    expect(details.getByText('3f9c2a')).toBeVisible();
    expect(details.getByText('contract terms and legal')).toBeVisible();
    expect(details.getByText('Withheld').nextElementSibling).toHaveTextContent(
      'contracts',
    );
    expect(await violationsIn(container)).toEqual([]);
  });

  it('say that there are none, and that they may not be read', async () => {
    const ledger = new FakeLedger();
    ledger.pages = [{ rows: [] }];
    const { unmount } = await renderPage(<LedgerPage />, { ledger });
    expect(
      await screen.findByText(/Nothing is on record for this/),
    ).toBeVisible();
    unmount();
    ledger.fails = new Customer360Error('denied');
    await renderPage(<LedgerPage />, { ledger });
    expect(
      await screen.findByText(/That you asked is on record/),
    ).toBeVisible();
    expect(screen.queryByText('Check the record')).not.toBeInTheDocument();
  });

  it('come when they are asked for again after a failure', async () => {
    const ledger = new FakeLedger();
    ledger.fails = new Customer360Error('unavailable');
    await renderPage(<LedgerPage />, { ledger });
    const again = await screen.findByRole('button', { name: 'Try now' });
    ledger.fails = undefined;
    await userEvent.click(again);
    expect(await screen.findByText('Emergency')).toBeVisible();
  });
});
