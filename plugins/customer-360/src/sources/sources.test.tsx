import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { clockAt } from '../__testUtils__/clock';
import { FakeSources, sourceReport } from '../__testUtils__/FakeSources';
import { renderPage } from '../__testUtils__/renderPage';
import { violationsIn } from '../__testUtils__/violationsIn';
import { Customer360Error } from '../api/Customer360Error';
import { SourcesPage } from './SourcesPage';

const MANAGES = ['customer360.sources.read', 'customer360.links.manage'];

function failing() {
  const clock = clockAt(new Date());
  const sources = new FakeSources();
  const refused = { signature: 3, too_old: 0, malformed: 0, other_account: 0 };
  sources.reports = [
    sourceReport({
      state: 'failing',
      failing: 'auth',
      lastSuccessAt: clock.ago(10),
      lastFailureAt: clock.ago(1),
      reach: { customers: 212, countedAt: clock.ago(5) },
      lastHour: {
        reads: 240,
        failures: [
          { reason: 'auth', count: 12 },
          { reason: 'timeout', count: 1 },
        ],
        drifts: [{ facet: 'tickets', count: 4 }],
      },
      quota: {
        remaining: 690,
        limit: 700,
        resetAt: clock.ago(-3),
        readAt: clock.ago(1),
      },
      webhook: {
        waiting: 2,
        dead: 1,
        lastReceivedAt: clock.ago(3),
        refused,
      },
      sync: [
        {
          bulk: 'tickets',
          mode: 'changes',
          everySeconds: 300,
          state: 'ok',
          lagSeconds: 125,
          rows: 900,
          pages: 0,
          restarts: 0,
          refusedRounds: 0,
        },
      ],
      expires: [
        { what: 'credential', at: clock.daysAgo(-9), state: 'soon' },
        { what: 'certificate', at: clock.daysAgo(-90), state: 'good' },
      ],
    }),
    sourceReport({
      id: 'hubspot',
      title: 'HubSpot',
      facets: ['team', 'contacts', 'own-facet'],
      lastSuccessAt: undefined,
      state: 'unknown',
      lastHour: { reads: 0, failures: [], drifts: [] },
    }),
  ];
  return sources;
}

describe('SourcesPage', () => {
  it('says first what has to be looked after, whom it concerns, what is not seen', async () => {
    const sources = failing();
    await renderPage(<SourcesPage />, { sources });
    const card = within(
      await screen.findByRole('region', { name: 'To look after' }),
    );
    const items = card.getAllByRole('listitem').map(item => item.textContent);
    expect(items[0]).toBe(
      'Zendesk cannot be read: credentials not accepted. Nothing newer of tickets and ratings (Support) for 212 customers. Its part of team (Profile) is missing.',
    );
    expect(items[1]).toMatch(/^Zendesk: the key to it ends on .* Renew it/);
    expect(items[2]).toMatch(/Zendesk told of 1 event that could not be/);
    expect(items).toHaveLength(3);
  });

  it('says of each source how it is, and more to who asks', async () => {
    await renderPage(<SourcesPage />, { sources: failing() });
    const table = await screen.findByRole('table', {
      name: 'Sources and how they are',
    });
    const [, zendesk, , hubspot] = within(table).getAllByRole('row', {
      hidden: true,
    });
    expect(zendesk).toHaveTextContent('Fails: credentials not accepted');
    expect(zendesk).toHaveTextContent('10 min ago');
    expect(zendesk).toHaveTextContent('told 3 min ago');
    expect(zendesk).toHaveTextContent('2 events waiting');
    expect(zendesk).toHaveTextContent('read in bulk, on time');
    expect(zendesk).toHaveTextContent('240 reads13 failed4 lacked something');
    expect(zendesk).toHaveTextContent('690 of 700until');
    expect(zendesk).toHaveTextContent('212');
    for (const text of [
      'Not asked yet',
      'never',
      'when somebody looks',
      'nothing read',
      'not said',
      'not counted yet',
    ]) {
      expect(hubspot).toHaveTextContent(text);
    }

    await userEvent.click(
      within(zendesk).getByRole('button', { name: 'Details' }),
    );
    const detailOf = (name: string) =>
      screen.getByText(name, { selector: 'dt' }).nextElementSibling;
    expect(detailOf('Nobody else fills')).toHaveTextContent(
      'tickets and ratings',
    );
    expect(detailOf('Failures of the last hour')).toHaveTextContent(
      'credentials not accepted: 12, no answer in time: 1',
    );
    expect(detailOf('With something missing')).toHaveTextContent('tickets: 4');
    expect(detailOf('Deliveries not taken')).toHaveTextContent(
      'signature wrong: 3',
    );
    expect(detailOf('Bulk reads')).toHaveTextContent(
      'tickets: on time, every 5 min, 900 rows, 2 min behind at the most',
    );
    expect(detailOf('Ends')).toHaveTextContent(
      /the key to it: .*, the certificate of its server: /,
    );
    await userEvent.click(
      within(hubspot).getByRole('button', { name: 'Details' }),
    );
    expect(
      screen.getByText('team and contacts (Profile), own-facet'),
    ).toBeVisible();
  });

  it('says that nothing has to be looked after, or that it is not known', async () => {
    const sources = new FakeSources();
    sources.reports = [
      sourceReport(),
      sourceReport({ id: 'a', title: 'One', state: 'unknown' }),
      sourceReport({ id: 'b', title: 'Two', state: 'unknown' }),
    ];
    const { unmount } = await renderPage(<SourcesPage />, { sources });
    expect(
      await screen.findByText(/Nobody has asked One and Two since/),
    ).toBeVisible();
    unmount();
    await renderPage(<SourcesPage />);
    expect(
      await screen.findByText('All sources answer, and nothing ends soon.'),
    ).toBeVisible();
  });

  it('says so where there is none, and where one may not know', async () => {
    const sources = new FakeSources();
    sources.reports = [];
    const { unmount } = await renderPage(<SourcesPage />, { sources });
    expect(await screen.findByText(/No source is set up/)).toBeVisible();
    unmount();

    const shut = new FakeSources();
    shut.fails = new Customer360Error('denied');
    await renderPage(<SourcesPage />, { sources: shut, holds: MANAGES });
    expect(
      await screen.findByText(/Who looks after the sources can see/),
    ).toBeVisible();
    expect(screen.queryByText('Linked to nothing')).not.toBeInTheDocument();
  });

  it('keeps what it had where the service does not answer, and says so', async () => {
    jest.useFakeTimers({ advanceTimers: true, doNotFake: ['performance'] });
    try {
      const sources = new FakeSources();
      await renderPage(<SourcesPage />, { sources });
      await screen.findByText('HubSpot');
      expect(sources.lists).toBe(1);
      sources.fails = new Customer360Error('unavailable');
      await act(() => jest.advanceTimersByTimeAsync(30_000));
      expect(sources.lists).toBe(2);
      expect(
        await screen.findByText(/Customer 360 cannot answer just now/),
      ).toBeVisible();
      expect(screen.getByText('HubSpot')).toBeVisible();
      sources.fails = new Customer360Error('denied');
      await act(() => jest.advanceTimersByTimeAsync(30_000));
      expect(screen.queryByText('HubSpot')).not.toBeInTheDocument();
    } finally {
      jest.useRealTimers();
    }
  });

  it('shows who manages links what is linked to nothing, page by page', async () => {
    const sources = new FakeSources();
    await renderPage(<SourcesPage />, { sources, holds: MANAGES });
    const table = await screen.findByRole('table', {
      name: 'Linked to nothing at Zendesk',
    });
    expect(table).toHaveTextContent('Account 4711told of by the source');
    expect(
      within(table).getByRole('link', { name: 'Fennimore Paper' }),
    ).toHaveAttribute('href', '/catalog/default/customer/cus-75ceba');
    sources.page = { accounts: [], customers: [] };
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await screen.findByText(/belongs together/)).toBeVisible();
    await userEvent.click(screen.getByLabelText('Source'));
    await userEvent.click(screen.getByRole('option', { name: 'HubSpot' }));
    await waitFor(() =>
      expect(sources.asked).toEqual([
        { source: 'zendesk', limit: 25 },
        { source: 'zendesk', cursor: 'more', limit: 25 },
        { source: 'hubspot', limit: 25 },
      ]),
    );
  });

  it('does not ask what is linked to nothing for anybody else', async () => {
    const sources = new FakeSources();
    await renderPage(<SourcesPage />, {
      sources,
      holds: ['customer360.sources.read'],
    });
    expect(await screen.findByText('HubSpot')).toBeVisible();
    expect(sources.asked).toEqual([]);
  });

  it('has no fault that axe finds', async () => {
    const { container } = await renderPage(<SourcesPage />, {
      sources: failing(),
      holds: MANAGES,
    });
    await screen.findByRole('table', { name: /Linked to nothing/ });
    expect(await violationsIn(container)).toEqual([]);
  });
});
