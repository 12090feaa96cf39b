import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeLedger } from '../__testUtils__/FakeLedger';
import { renderPage } from '../__testUtils__/renderPage';
import { violationsIn } from '../__testUtils__/violationsIn';
import { Customer360Error } from '../api/Customer360Error';
import { LedgerPage } from './LedgerPage';

const READS = ['customer360.ledger.read'];

const EXPORTS = [...READS, 'customer360.export'];

const CUSTOMER = 'customer:default/cus-8f3a1c';

const rowOf = (text: string | RegExp) =>
  within(screen.getAllByText(text)[0].closest('tr')!);

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

  it('counts once what each part tells again', async () => {
    const ledger = new FakeLedger();
    const again = { chain: 'registry', seq: 4, problem: 'missing' } as const;
    ledger.parts = [
      { ok: false, chains: 1, rows: 1000, findings: [again] },
      {
        ok: false,
        chains: 1,
        rows: 234,
        findings: [again, { ...again, seq: 5 }],
      },
    ];
    await renderPage(<LedgerPage />, { ledger });
    await check();
    expect(
      await screen.findByText(/is not in order in 2 places/),
    ).toBeVisible();
    expect(screen.getAllByText('registry')).toHaveLength(2);
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

  it('keeps what it found where it fails later', async () => {
    const ledger = new FakeLedger();
    ledger.parts = [
      {
        ok: false,
        chains: 1,
        rows: 1000,
        findings: [{ chain: 'a/2026-11-24', seq: 1041, problem: 'altered' }],
      },
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
    expect(screen.getByText(/is not in order in one place/)).toBeVisible();
    expect(rowOf('a/2026-11-24').getByText(/was changed/)).toBeVisible();
  });

  it('can be stopped', async () => {
    const ledger = new FakeLedger();
    let signal: AbortSignal | undefined;
    jest.spyOn(ledger, 'verify').mockImplementation(
      (options: { signal?: AbortSignal } = {}) =>
        new Promise<never>(() => {
          signal = options.signal;
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
