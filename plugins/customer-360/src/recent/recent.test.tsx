import { screen, waitFor, within } from '@testing-library/react';
import { storageApiRef, type StorageApi } from '@backstage/core-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/test-utils';
import { renderPage } from '../__testUtils__/renderPage';
import { OverviewPage } from '../overview/OverviewPage';
import { RecentCustomers } from './RecentCustomers';
import { RecentList } from './RecentList';

const ref = (name: string) => `customer:default/${name}`;

describe('RecentCustomers', () => {
  it('has whom one opened, the latest first, each once and eight at the most', async () => {
    const recent = new RecentCustomers(mockApis.storage());
    for (let at = 0; at < 10; at++) {
      await recent.opened(ref(`c${at}`));
    }
    await recent.opened(ref('c5'));
    expect(recent.refs()).toEqual(
      ['c5', 'c9', 'c8', 'c7', 'c6', 'c4', 'c3', 'c2'].map(ref),
    );
  });

  it('takes what is there for what it should be, and nothing else', async () => {
    const storage = mockApis.storage();
    await storage.forBucket('customer-360').set('recent', { a: 1 });
    expect(new RecentCustomers(storage).refs()).toEqual([]);
  });
});

describe('customers that one has opened', () => {
  const withStorage = (storage: StorageApi, element: JSX.Element) =>
    renderPage(
      <TestApiProvider apis={[[storageApiRef, storage]]}>
        {element}
      </TestApiProvider>,
      { system: 'legacy' },
    );

  it('are remembered once they are shown', async () => {
    const storage = mockApis.storage();
    await withStorage(storage, <OverviewPage />);
    await screen.findByText('€4,800');
    await waitFor(() =>
      expect(new RecentCustomers(storage).refs()).toEqual([
        'customer:default/cus-8f3a1c',
      ]),
    );
  });

  it('are one click away, but for those whom one may not see any more', async () => {
    const storage = mockApis.storage();
    const recent = new RecentCustomers(storage);
    for (const name of ['cus-gone', 'cus-broken', 'cus-8f3a1c']) {
      await recent.opened(ref(name));
    }
    await withStorage(storage, <RecentList />);
    const list = within(
      await screen.findByRole('navigation', { name: 'Opened lately' }),
    );
    expect(list.getAllByRole('link').map(each => each.textContent)).toEqual([
      'Brightwater Logistics',
      'Tallis Energy',
    ]);
  });

  it('are not there where one has opened nobody', async () => {
    await withStorage(mockApis.storage(), <RecentList />);
    expect(screen.queryByRole('navigation')).toBeNull();
  });
});
