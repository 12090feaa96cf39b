import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import type { SavedView } from '@customer-360/backstage-plugin-customer-360-common';
import { FakePortfolio } from '../__testUtils__/FakePortfolio';
import { renderPage } from '../__testUtils__/renderPage';
import { violationsIn } from '../__testUtils__/violationsIn';
import { CustomersPage } from './CustomersPage';

function Address() {
  const { search } = useLocation();
  return <output data-testid="address">{search}</output>;
}

const view = (id: string, more: Partial<SavedView> = {}): SavedView => ({
  id,
  title: `View ${id}`,
  owner: 'user:default/test',
  shared: false,
  query: { filter: {}, sort: 'mrr', direction: 'desc' },
  savedAt: '2026-11-01T10:00:00.000Z',
  ...more,
});

async function start(options: {
  views?: SavedView[];
  path?: string;
  holds?: string[];
}) {
  const portfolio = new FakePortfolio();
  portfolio.views = options.views ?? [];
  const post = jest.fn();
  await renderPage(
    <>
      <CustomersPage />
      <Address />
    </>,
    {
      portfolio,
      post,
      path: options.path ?? '/?scope=all&segment=SMB&urgent=yes',
      holds: options.holds ?? [],
    },
  );
  await screen.findByText(/ shown/);
  const open = async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Saved views' }));
    return within(await screen.findByRole('menu'));
  };
  return { open, portfolio, post };
}

const address = () => screen.getByTestId('address').textContent;

describe('saved views', () => {
  it('keep the list that is shown under a name, and call it so', async () => {
    const { open, portfolio, post } = await start({});
    await userEvent.click((await open()).getByText('Save this list …'));
    const dialog = within(await screen.findByRole('dialog'));
    const save = dialog.getByRole('button', { name: 'Save' });
    expect(save).toBeDisabled();
    await userEvent.type(dialog.getByLabelText(/^Name/), ' Burning ');
    expect(await violationsIn(screen.getByRole('dialog'))).toEqual([]);
    await userEvent.click(save);
    await waitFor(() => expect(portfolio.views).toHaveLength(1));
    expect(portfolio.views[0]).toMatchObject({
      title: 'Burning',
      shared: false,
      query: { filter: { segment: 'SMB', severity1: true }, sort: 'risk' },
    });
    expect(post).toHaveBeenCalledWith(
      expect.objectContaining({ text: 'Saved as Burning.' }),
    );
    expect(
      await screen.findByRole('heading', { name: 'Burning' }),
    ).toBeVisible();
  });

  it('say why one could not be kept, and keep what was typed', async () => {
    const { open } = await start({ views: [view('1', { title: 'Burning' })] });
    await userEvent.click((await open()).getByText('Save this list …'));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText(/^Name/), 'Burning');
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'You have a saved view of this name already.',
    );
    expect(dialog.getByLabelText(/^Name/)).toHaveValue('Burning');
  });

  it('are opened with all that they are narrowed to, and nothing else', async () => {
    const { open } = await start({
      path: '/?scope=all&q=osprey&urgent=yes',
      views: [
        view('1', {
          title: 'Big',
          query: {
            filter: { mine: true, dormantDays: 14 },
            sort: 'mrr',
            direction: 'asc',
          },
        }),
        view('2', { owner: 'user:default/otto', shared: true }),
      ],
    });
    const menu = await open();
    expect(menu.getByText('View 2 (shared)')).toBeVisible();
    await userEvent.click(menu.getByText('Big'));
    expect(address()).toBe('?scope=mine&dormant=yes&sort=mrr&dir=asc');
  });

  it('of others give no other name to what everybody begins with', async () => {
    await start({
      path: '/?scope=all',
      views: [
        view('2', {
          owner: 'user:default/otto',
          shared: true,
          query: { filter: {}, sort: 'risk', direction: 'asc' },
        }),
      ],
    });
    expect(
      await screen.findByRole('heading', { name: 'All I may see' }),
    ).toBeVisible();
  });

  it('are shared and taken away by whose they are', async () => {
    const { open, portfolio } = await start({
      views: [
        view('1'),
        view('2', { owner: 'user:default/otto', shared: true }),
      ],
    });
    await userEvent.click((await open()).getByText('Manage saved views …'));
    const dialog = within(await screen.findByRole('dialog'));
    // Another's is not to be managed, unless one looks after access.
    expect(dialog.getAllByRole('row')).toHaveLength(2);
    await userEvent.click(dialog.getByText('Share View 1'));
    await waitFor(() => expect(portfolio.views[0].shared).toBe(true));
    await userEvent.click(await dialog.findByText('Delete View 1'));
    await waitFor(() => expect(portfolio.views).toHaveLength(1));
  });

  it('of others are taken away by who looks after access', async () => {
    const { open, portfolio } = await start({
      views: [view('2', { owner: 'user:default/otto', shared: true })],
      holds: ['customer360.grants.manage'],
    });
    await userEvent.click((await open()).getByText('Manage saved views …'));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.queryByText('Share View 2 no longer')).toBeNull();
    await userEvent.click(dialog.getByText('Delete View 2'));
    await waitFor(() => expect(portfolio.views).toEqual([]));
  });
});

describe('the list as a file', () => {
  const saved: string[] = [];
  const { createObjectURL, revokeObjectURL } = URL;

  beforeEach(() => {
    saved.length = 0;
    URL.createObjectURL = () => 'blob:list';
    URL.revokeObjectURL = () => undefined;
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function saves(this: HTMLAnchorElement) {
        saved.push(this.download);
      });
  });

  afterEach(() => {
    Object.assign(URL, { createObjectURL, revokeObjectURL });
    jest.restoreAllMocks();
  });

  it('has all that is listed, for those who may take it along', async () => {
    const { portfolio } = await start({ holds: ['customer360.export'] });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export' }),
    );
    expect(await screen.findByText(/is saved\. Each customer/)).toBeVisible();
    expect(saved).toEqual([expect.stringMatching(/^customers-.*Z\.csv$/)]);
    expect(portfolio.exported).toEqual([
      {
        filter: { segment: 'SMB', severity1: true },
        sort: 'risk',
        direction: 'asc',
      },
    ]);
  });

  it('is not offered to others', async () => {
    await start({});
    expect(screen.queryByRole('button', { name: 'Export' })).toBeNull();
  });

  it('says why there is none', async () => {
    const { portfolio } = await start({ holds: ['customer360.export'] });
    portfolio.fails = true;
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export' }),
    );
    expect(await screen.findByText(/at most 5,000 customers/)).toBeVisible();
    expect(saved).toEqual([]);
  });
});

describe('customers of one owner', () => {
  it('are listed by the address, and others again by a word', async () => {
    const { portfolio } = await start({
      path: '/?scope=all&owner=user:default/mara',
    });
    expect(portfolio.asked.at(-1)!.filter).toEqual({
      owner: 'user:default/mara',
    });
    await userEvent.click(screen.getByRole('button', { name: /^Owner: mara/ }));
    await waitFor(() => expect(portfolio.asked.at(-1)!.filter).toEqual({}));
    expect(address()).toBe('?scope=all');
  });
});
