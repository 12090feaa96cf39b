import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeCustomer360 } from '../__testUtils__/FakeCustomer360';
import { FRONTEND_SYSTEMS, renderPage } from '../__testUtils__/renderPage';
import { violationsIn } from '../__testUtils__/violationsIn';
import { Customer360Error } from '../api/Customer360Error';
import { OverviewPage } from '../overview/OverviewPage';
import { changeText } from './changeText';
import { sinceMessages } from './messages';

const DAY_MS = 24 * 60 * 60 * 1000;

function changed(): FakeCustomer360 {
  const api = new FakeCustomer360();
  api.since = {
    lookedAt: new Date(Date.now() - 3 * DAY_MS).toISOString(),
    changes: [
      {
        figure: 'mrr',
        answer: 'pays',
        facet: 'subscriptions',
        currency: 'EUR',
        before: 550_000,
        after: 480_000,
      },
      {
        figure: 'overdue',
        answer: 'pays',
        facet: 'invoices',
        currency: 'EUR',
        after: 90_000,
      },
    ],
  };
  return api;
}

describe.each(FRONTEND_SYSTEMS)('what is new to the reader (%s)', system => {
  it('is marked on its tile, and says what it was', async () => {
    const { container } = await renderPage(<OverviewPage />, {
      system,
      api: changed(),
    });
    const pays = within(await screen.findByRole('group', { name: 'Pays' }));
    const mark = await pays.findByRole('button', {
      name: /^New to you\. Changed since you looked 3 d ago/,
    });
    expect(await violationsIn(container)).toEqual([]);
    await userEvent.click(mark);
    const evidence = within(await screen.findByRole('dialog'));
    expect(evidence.getByText('MRR: €4,800, was €5,500')).toBeVisible();
    expect(evidence.getByText('Overdue: €900, was none')).toBeVisible();
    expect(screen.getAllByText('New to you')).toHaveLength(1);
  });

  it('is no reason to say anything where it cannot be known', async () => {
    const api = changed();
    api.sinceLastLook = async () => {
      throw new Customer360Error('unavailable');
    };
    await renderPage(<OverviewPage />, { system, api });
    expect(await screen.findByText('€4,800')).toBeVisible();
    expect(screen.queryByText('New to you')).not.toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('is nothing through the eyes of a role', async () => {
    const api = changed();
    const asked = jest.spyOn(api, 'sinceLastLook');
    await renderPage(<OverviewPage />, { system, api, path: '/?as=csm' });
    expect(await screen.findByText('€4,800')).toBeVisible();
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('changeText', () => {
  const answer = 'renews' as const;
  it.each([
    [
      { figure: 'contractEnd', before: '2026-12-13', after: '2027-01-12' },
      /^End of the contract: .*2027, was .*2026$/,
    ],
    [{ figure: 'notice', before: '2026-12-13' }, /^Last day of notice: none/],
    [{ figure: 'urgentTickets', before: 0, after: 1 }, /tickets: 1, was 0$/],
  ] as const)('of %j is %s', (change, text) => {
    expect(
      changeText(
        { answer, facet: 'contracts', ...change },
        sinceMessages.messages,
      ),
    ).toMatch(text);
  });
});
