import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { customerEntity } from '../__testUtils__/entities';
import { FakeCustomer360 } from '../__testUtils__/FakeCustomer360';
import { renderPage } from '../__testUtils__/renderPage';
import { stateMessages } from '../states/messages';
import { AnswerTile } from './AnswerTile';
import { overviewMessages } from './messages';
import { missingContent } from './missingContent';
import { OverviewPage } from './OverviewPage';

const tile = async (name: string) =>
  within(await screen.findByRole('group', { name }));

describe('OverviewPage', () => {
  it('answers the six questions in their order', async () => {
    await renderPage(<OverviewPage />);
    const glance = within(
      await screen.findByRole('region', { name: 'At a glance' }),
    );
    expect(
      glance
        .getAllByRole('heading', { level: 3 })
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Pays',
      'Renews',
      'Uses',
      'Relationship',
      'Open threads',
      'Next',
    ]);
    const pays = await tile('Pays');
    expect(
      pays.getByText(/−€700 \(−12.7%\) in 30 days, was €5,500/),
    ).toBeVisible();
    // The longer window is said and on the line, and takes no room.
    expect(pays.getByText('n/a (no value 90 days ago)')).toBeInTheDocument();
    expect(pays.getByText(/€900 overdue/)).toBeVisible();
    expect(pays.getByText('Stripe, live')).toBeVisible();
    const renews = await tile('Renews');
    expect(renews.getByText(/Notice by .*, in 17 days/)).toBeVisible();
    const uses = await tile('Uses');
    expect(uses.getByText('of 250 seats')).toBeVisible();
    expect(
      uses.getByText(
        /\+18 \(\+9.3%\) weekly active .* · \+10 \(\+4.2%\) seats/,
      ),
    ).toBeVisible();
    const relationship = await tile('Relationship');
    expect(
      relationship.getByText(/^−2 \(−2.7%\) in 30 days · NPS 8/),
    ).toBeVisible();
    const threads = await tile('Open threads');
    expect(threads.getByText(/\+1 urgent observed since/)).toBeVisible();
  });

  it('says before the figures what contradicts and what is late', async () => {
    await renderPage(<OverviewPage />);
    expect(await screen.findByText(/disagree by €200 a month/)).toBeVisible();
    expect(screen.getByText(/Zendesk does not answer, showing/)).toBeVisible();
  });

  it('says of a dead source once in a card what is true of all its parts', async () => {
    const api = new FakeCustomer360();
    const view = await api.getView({
      namespace: 'default',
      name: 'cus-8f3a1c',
    });
    const { facets } = view.sections.billing!;
    const standIn = facets.subscriptions!;
    standIn.sources = standIn.sources.map(source => ({
      ...source,
      state: 'stale',
      reason: 'network',
    }));
    for (const facet of [facets.invoices!, facets.payments!]) {
      facet.state = 'unavailable';
      facet.sources = facet.sources.map(source => ({
        ...source,
        state: 'unavailable',
        reason: 'network',
      }));
    }
    jest.spyOn(api, 'getView').mockResolvedValue(view);
    await renderPage(<OverviewPage />, { api });
    const card = within(await screen.findByRole('region', { name: 'Billing' }));
    expect(card.getAllByText(/Stripe cannot be reached/)).toHaveLength(1);
    expect(
      card.getByText(/^Invoices and payments: Nothing older is kept to show\./),
    ).toBeVisible();
  });

  it('says of whose account nobody is sure', async () => {
    const api = new FakeCustomer360();
    const view = await api.getView({
      namespace: 'default',
      name: 'cus-8f3a1c',
    });
    for (const facet of Object.values(view.sections.billing!.facets)) {
      for (const source of facet.sources) {
        source.foundBy = 'domain';
      }
    }
    for (const facet of Object.values(view.sections.support!.facets)) {
      for (const source of facet.sources) {
        source.foundBy = 'metadata';
      }
    }
    jest.spyOn(api, 'getView').mockResolvedValue(view);
    await renderPage(<OverviewPage />, { api });
    expect(
      await screen.findByText(
        'Stripe: the account has exactly their domain and nobody has confirmed that it is theirs',
      ),
    ).toBeVisible();
    expect(screen.queryByText(/Zendesk: the account/)).not.toBeInTheDocument();
  });

  it('shows what an indicator rests on, from the keyboard', async () => {
    await renderPage(<OverviewPage />);
    const mark = await screen.findByRole('button', { name: /^Dropped\. MRR/ });
    mark.focus();
    await userEvent.keyboard('{Enter}');
    const evidence = within(await screen.findByRole('dialog'));
    expect(evidence.getByText('more than 5 % down in 30 days')).toBeVisible();
    expect(evidence.getByText('5,500.00 EUR')).toBeVisible();
  });

  it('says of what is to come that an account is not linked, and not that it failed', async () => {
    const api = new FakeCustomer360();
    const known = await api.getView({
      namespace: 'default',
      name: 'cus-8f3a1c',
    });
    const { next } = known.answers;
    jest.spyOn(api, 'getView').mockResolvedValue({
      ...known,
      answers: {
        ...known.answers,
        next: {
          ...next,
          missing: [{ facet: 'subscriptions', state: 'unlinked' }],
        },
      },
    });
    await renderPage(<OverviewPage />, { api });
    expect(
      await screen.findByText(
        'Not linked to an account, so not known: subscriptions.',
      ),
    ).toBeVisible();
    expect(screen.queryByText(/Could not be read/)).not.toBeInTheDocument();
  });

  it('links records into their source, in a new tab', async () => {
    await renderPage(<OverviewPage />);
    const link = await screen.findByRole('link', { name: /SSO group mapping/ });
    expect(link).toHaveAttribute('href', 'https://zendesk.example/4002');
    expect(link).toHaveAttribute('target', '_blank');
    expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  });

  it('has no violation that axe finds', async () => {
    const { container } = await renderPage(<OverviewPage />);
    await screen.findByText(/disagree by €200 a month/);
    const { violations } = await axe.run(container, {
      // jsdom computes no layout; contrast is measured in tokens.test.ts.
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(
      violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
    ).toEqual([]);
  });

  it('tells restricted from empty, everywhere', async () => {
    await renderPage(<OverviewPage />, {
      entity: customerEntity('cus-denied', 'Osprey Dental'),
    });
    expect(
      (await screen.findAllByText(/The account team may see this\./)).length,
    ).toBeGreaterThanOrEqual(11);
    expect(screen.queryByText(/^No |^Nothing/)).not.toBeInTheDocument();
  });

  it('offers to ask in each tile that is restricted', async () => {
    await renderPage(<OverviewPage />, {
      entity: customerEntity('cus-denied', 'Osprey Dental'),
    });
    await tile('Uses');
    const restricted = screen
      .getAllByRole('group')
      .filter(group => /Restricted/.test(group.textContent ?? ''));
    expect(restricted).toHaveLength(6);
    for (const group of restricted) {
      expect(
        within(group).getByRole('button', { name: 'Ask for access' }),
      ).toBeVisible();
    }
  });

  it('says in a tile which label is missing', async () => {
    const content = missingContent(
      [
        {
          facet: 'contracts',
          state: 'denied',
          label: 'contract',
          whoMaySee: 'shown to managers',
        },
      ],
      { value: 'none' },
      overviewMessages.messages,
      stateMessages.messages,
    );
    await renderPage(
      <AnswerTile
        id="renews"
        title="Renews"
        provenance={{ sources: [], stale: false }}
        missing={[]}
        indicators={[]}
        content={content}
      />,
    );
    const renews = await screen.findByRole('group', { name: 'Renews' });
    expect(renews).toHaveTextContent(
      /Restrictedcontract terms.*Shown to managers/,
    );
  });

  it('offers to ask for what is restricted of what is to come', async () => {
    await renderPage(<OverviewPage />, {
      entity: customerEntity('cus-denied', 'Osprey Dental'),
    });
    const card = await screen.findByRole('region', { name: 'Coming up' });
    expect(
      within(card).getByRole('button', { name: 'Ask for access' }),
    ).toBeVisible();
  });

  it('is good news where there is nothing', async () => {
    await renderPage(<OverviewPage />, {
      entity: customerEntity('cus-empty', 'Calder & Finch'),
    });
    expect((await screen.findAllByText('No tickets.')).length).toBe(2);
    expect(screen.getAllByText('Nothing planned').length).toBe(2);
    expect(screen.queryByText(/Restricted|No answer/)).not.toBeInTheDocument();
  });

  it('reads again what failed, at once and only that', async () => {
    const api = new FakeCustomer360();
    const post = jest.fn();
    await renderPage(<OverviewPage />, {
      api,
      post,
      entity: customerEntity('cus-broken', 'Tallis Energy'),
    });
    const threads = within(
      await screen.findByRole('region', { name: 'Open threads' }),
    );
    await userEvent.click(threads.getByRole('button', { name: 'Try now' }));
    expect(api.refreshed).toEqual([['tickets']]);
    expect(post).toHaveBeenCalledWith({ tone: 'success', text: 'Read again.' });
  });

  it('gives one sentence for a customer that is hidden or absent', async () => {
    await renderPage(<OverviewPage />, {
      entity: customerEntity('cus-unknown', 'Nobody'),
    });
    expect(
      (
        await screen.findAllByText(
          'There is no such customer, or you may not see it.',
        )
      ).length,
    ).toBeGreaterThan(0);
  });
});
