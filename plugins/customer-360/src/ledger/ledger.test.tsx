import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { useLocation } from 'react-router-dom';
import {
  FakeLedger,
  ledgerRecord,
  ledgerRows,
} from '../__testUtils__/FakeLedger';
import { renderPage } from '../__testUtils__/renderPage';
import { AccessPage } from '../access/AccessPage';
import { Customer360Error } from '../api/Customer360Error';
import { CustomersRouter } from '../customers/CustomersRouter';
import { LedgerPage } from './LedgerPage';
import { LedgerUsagePage } from './LedgerUsagePage';

const READS = ['customer360.ledger.read'];
const EXPORTS = [...READS, 'customer360.export'];
const CUSTOMER = 'customer:default/cus-8f3a1c';

function Address() {
  const { search } = useLocation();
  return <output data-testid="address">{search}</output>;
}

const addressNow = () =>
  new URLSearchParams(screen.getByTestId('address').textContent ?? '');

const withAddress = (page: JSX.Element) => (
  <>
    {page}
    <Address />
  </>
);

async function violationsIn(container: Element) {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false } },
  });
  return violations;
}

const rowOf = (text: string | RegExp) =>
  within(screen.getAllByText(text)[0].closest('tr')!);

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

describe('rows of the ledger', () => {
  it('say who, what, of whom and how it ended', async () => {
    const { container } = await renderPage(<LedgerPage />, { holds: EXPORTS });
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

describe('exporting the ledger', () => {
  const saved: Array<{ name: string; url: string }> = [];

  beforeEach(() => {
    saved.length = 0;
    URL.createObjectURL = jest.fn(() => 'blob:ledger');
    URL.revokeObjectURL = jest.fn();
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved.push({ name: this.download, url: this.href });
      });
  });

  afterEach(() => jest.restoreAllMocks());

  it('is not offered without the permission', async () => {
    await renderPage(<LedgerPage />, { holds: READS });
    await screen.findByText('Emergency');
    expect(screen.getByText('Check the record')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Export' }),
    ).not.toBeInTheDocument();
  });

  it('saves what the search finds, and all of it', async () => {
    const ledger = new FakeLedger();
    await renderPage(<LedgerPage />, {
      ledger,
      holds: EXPORTS,
      path: `/?customer=${CUSTOMER}&range=all&cursor=1`,
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export' }),
    );
    expect(
      await screen.findByText(/^Saved as customer-360-ledger-/),
    ).toBeVisible();
    expect(ledger.exported).toEqual([{ customer: CUSTOMER }]);
    expect(saved).toEqual([
      {
        name: expect.stringMatching(
          /^customer-360-ledger-\d{4}-\d\d-\d\dT\d{6}Z\.jsonl$/,
        ),
        url: 'blob:ledger',
      },
    ]);
  });

  it('saves nothing where it breaks off', async () => {
    const ledger = new FakeLedger();
    jest
      .spyOn(ledger, 'export')
      .mockRejectedValue(new Customer360Error('offline'));
    await renderPage(<LedgerPage />, { ledger, holds: EXPORTS });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export' }),
    );
    expect(
      await screen.findByText(/The portal cannot be reached/),
    ).toBeVisible();
    expect(saved).toEqual([]);
  });
});

describe('checking the record', () => {
  const check = async () =>
    userEvent.click(
      await screen.findByRole('button', { name: 'Check the record' }),
    );

  it('goes on to the end, and adds up what each part says', async () => {
    const ledger = new FakeLedger();
    ledger.parts = [
      { ok: true, chains: 2, rows: 1000, findings: [] },
      { ok: true, chains: 0, rows: 200, findings: [] },
      { ok: true, chains: 1, rows: 34, findings: [] },
    ];
    const { container } = await renderPage(<LedgerPage />, { ledger });
    await check();
    expect(
      await screen.findByText(/1,234 rows in 3 chains, all in order/),
    ).toBeVisible();
    expect(ledger.verified).toEqual([undefined, '2', '3']);
    expect(await violationsIn(container)).toEqual([]);
  });

  it('does not call it whole where an early part is wrong, and says what to do', async () => {
    const ledger = new FakeLedger();
    ledger.parts = [
      {
        ok: false,
        chains: 1,
        rows: 1000,
        findings: [{ chain: 'a/2026-11-24', seq: 1041, problem: 'altered' }],
      },
      { ok: true, chains: 1, rows: 234, findings: [] },
    ];
    const { container } = await renderPage(<LedgerPage />, { ledger });
    await check();
    expect(
      await screen.findByText(/is not in order in one place/),
    ).toBeVisible();
    const row = rowOf('a/2026-11-24');
    expect(row.getByText('1,041')).toBeVisible();
    expect(row.getByText(/was changed/)).toBeVisible();
    expect(screen.getByText(/let nobody repair them/)).toBeVisible();
    expect(screen.queryByText(/all in order/)).not.toBeInTheDocument();
    expect(await violationsIn(container)).toEqual([]);
  });

  it('says nothing of the record where the check itself fails', async () => {
    const ledger = new FakeLedger();
    ledger.parts = [
      { ok: true, chains: 1, rows: 1000, findings: [] },
      { ok: true, chains: 1, rows: 1000, findings: [] },
    ];
    const verify = jest.spyOn(ledger, 'verify');
    await renderPage(<LedgerPage />, { ledger });
    await screen.findByText('Emergency');
    verify.mockImplementation(async ({ cursor } = {}) => {
      if (cursor) {
        throw new Customer360Error('unavailable');
      }
      return { ...ledger.parts[0], nextCursor: '2' };
    });
    await check();
    expect(await screen.findByText(/cannot answer just now/)).toBeVisible();
    expect(screen.queryByText(/in order/)).not.toBeInTheDocument();
  });

  it('can be stopped', async () => {
    const ledger = new FakeLedger();
    let signal: AbortSignal | undefined;
    jest.spyOn(ledger, 'verify').mockImplementation(
      ({ signal: given }: { signal?: AbortSignal; cursor?: string } = {}) =>
        new Promise(() => {
          signal = given;
        }),
    );
    await renderPage(<LedgerPage />, { ledger });
    await check();
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(signal?.aborted).toBe(true);
    expect(
      screen.getByRole('button', { name: 'Check the record' }),
    ).toBeEnabled();
  });
});

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
