import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { clockAt } from '../__testUtils__/clock';
import { FakeCustomer360 } from '../__testUtils__/FakeCustomer360';
import { deniedView, emptyView } from '../__testUtils__/otherViews';
import { Customer360Error } from '../api/Customer360Error';
import { CustomerViewStore, customerViewStore } from './CustomerViewStore';

const customer = { namespace: 'default', name: 'acme' };
const clock = clockAt(new Date());
const before = emptyView(clock);
const after = deniedView(clock);

async function settled() {
  await new Promise(resolve => setTimeout(resolve, 1));
}

describe('CustomerViewStore', () => {
  it('asks once for header and tab together', async () => {
    const api = new FakeCustomer360();
    const getView = jest.spyOn(api, 'getView').mockResolvedValue(before);
    const store = new CustomerViewStore(api, customer);
    store.subscribe(() => {});
    store.subscribe(() => {});
    await settled();
    expect(getView).toHaveBeenCalledTimes(1);
    expect(store.snapshot.view).toBe(before);
  });

  it('aborts the call when nobody looks any more', async () => {
    const api = new FakeCustomer360();
    let signal: AbortSignal | undefined;
    jest.spyOn(api, 'getView').mockImplementation((_key, options) => {
      signal = options?.signal;
      return new Promise<CustomerView>(() => {});
    });
    const unsubscribe = new CustomerViewStore(api, customer).subscribe(
      () => {},
    );
    expect(signal?.aborted).toBe(false);
    unsubscribe();
    await settled();
    expect(signal?.aborted).toBe(true);
  });

  it('keeps what was shown when a refresh is refused, and says so', async () => {
    const api = new FakeCustomer360();
    jest.spyOn(api, 'getView').mockResolvedValue(before);
    jest
      .spyOn(api, 'refresh')
      .mockRejectedValue(new Customer360Error('rate_limited'));
    const store = new CustomerViewStore(api, customer);
    await store.load();
    await expect(store.refresh()).resolves.toMatchObject({
      kind: 'rate_limited',
    });
    expect(store.snapshot).toMatchObject({
      view: before,
      refreshing: undefined,
    });
  });

  it.each(['not_found', 'denied', 'signed_out'] as const)(
    'shows nothing any more to whom the service says %s',
    async kind => {
      const api = new FakeCustomer360();
      const getView = jest.spyOn(api, 'getView').mockResolvedValue(before);
      const refused = new Customer360Error(kind);
      jest.spyOn(api, 'refresh').mockRejectedValue(refused);
      const store = new CustomerViewStore(api, customer);
      await store.load();
      await expect(store.refresh()).resolves.toBe(refused);
      expect(store.snapshot).toMatchObject({ view: undefined, error: refused });
      await store.load();
      expect(store.snapshot.view).toBe(before);
      getView.mockRejectedValue(refused);
      await store.load();
      expect(store.snapshot).toMatchObject({ view: undefined, error: refused });
    },
  );

  it('keeps an older view while the service cannot be reached', async () => {
    const api = new FakeCustomer360();
    const getView = jest.spyOn(api, 'getView').mockResolvedValue(before);
    const store = new CustomerViewStore(api, customer);
    await store.load();
    getView.mockRejectedValue(new Customer360Error('offline'));
    await store.load();
    expect(store.snapshot).toMatchObject({
      view: before,
      error: { kind: 'offline' },
    });
  });

  it('lets a refresh finish when another tab is opened', async () => {
    const api = new FakeCustomer360();
    const getView = jest.spyOn(api, 'getView').mockResolvedValue(before);
    let finish: (view: CustomerView) => void = () => {};
    jest.spyOn(api, 'refresh').mockReturnValue(
      new Promise<CustomerView>(resolve => {
        finish = resolve;
      }),
    );
    const store = new CustomerViewStore(api, customer);
    const refreshed = store.refresh();
    store.subscribe(() => {});
    finish(after);
    await expect(refreshed).resolves.toBe('done');
    expect(getView).not.toHaveBeenCalled();
    expect(store.snapshot.view).toBe(after);
  });

  it('tells a refresh that was left from one that was done', async () => {
    const api = new FakeCustomer360();
    jest.spyOn(api, 'getView').mockResolvedValue(before);
    jest.spyOn(api, 'refresh').mockImplementation(
      (_key, _facets, options) =>
        new Promise<CustomerView>((_resolve, reject) => {
          options?.signal?.addEventListener('abort', () =>
            reject(options.signal!.reason),
          );
        }),
    );
    const store = new CustomerViewStore(api, customer);
    const refreshed = store.refresh();
    await store.load();
    await expect(refreshed).resolves.toBe('aborted');
  });

  it('never puts the view of before over the one after a refresh', async () => {
    const api = new FakeCustomer360();
    let finish: (view: CustomerView) => void = () => {};
    jest.spyOn(api, 'getView').mockReturnValue(
      new Promise<CustomerView>(resolve => {
        finish = resolve;
      }),
    );
    jest.spyOn(api, 'refresh').mockResolvedValue(after);
    const store = new CustomerViewStore(api, customer);
    const slow = store.load();
    await store.refresh(['tickets']);
    finish(before);
    await slow;
    expect(store.snapshot.view).toBe(after);
  });

  describe('where parts are being read again', () => {
    const renewing = (): CustomerView => ({
      ...before,
      sections: {
        support: {
          facets: {
            tickets: {
              level: 'full',
              state: 'stale',
              sources: [
                {
                  id: 'zendesk',
                  title: 'Zendesk',
                  state: 'stale',
                  renewing: true,
                },
              ],
            },
          },
        },
      },
    });

    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it('asks again, silently, until they are there', async () => {
      const api = new FakeCustomer360();
      const getView = jest
        .spyOn(api, 'getView')
        .mockResolvedValueOnce(renewing())
        .mockResolvedValueOnce(renewing())
        .mockResolvedValue(after);
      const store = new CustomerViewStore(api, customer);
      let loading = 0;
      store.subscribe(() => {
        loading += store.snapshot.loading ? 1 : 0;
      });
      await jest.advanceTimersByTimeAsync(700);
      expect(getView).toHaveBeenCalledTimes(2);
      await jest.advanceTimersByTimeAsync(60_000);
      expect(getView.mock.calls.map(([, options]) => options?.look)).toEqual([
        undefined,
        'refreshed',
        'refreshed',
      ]);
      expect(store.snapshot.view).toBe(after);
      // The first time only.
      expect(loading).toBe(1);
    });

    it('gives up on a source that is late, and when nobody looks', async () => {
      const api = new FakeCustomer360();
      const getView = jest
        .spyOn(api, 'getView')
        .mockImplementation(async () => renewing());
      const leave = new CustomerViewStore(api, customer).subscribe(() => {});
      await jest.advanceTimersByTimeAsync(600_000);
      expect(getView).toHaveBeenCalledTimes(5);
      leave();
      getView.mockClear();
      const left = new CustomerViewStore(api, customer).subscribe(() => {});
      await jest.advanceTimersByTimeAsync(1);
      left();
      await jest.advanceTimersByTimeAsync(600_000);
      expect(getView).toHaveBeenCalledTimes(1);
    });

    it('shows nothing any more where access has ended meanwhile', async () => {
      const api = new FakeCustomer360();
      jest
        .spyOn(api, 'getView')
        .mockResolvedValueOnce(renewing())
        .mockRejectedValue(new Customer360Error('not_found'));
      const store = new CustomerViewStore(api, customer);
      store.subscribe(() => {});
      await jest.advanceTimersByTimeAsync(700);
      expect(store.snapshot).toMatchObject({
        view: undefined,
        error: { kind: 'not_found' },
      });
    });
  });

  it('is one per customer and service', () => {
    const api = new FakeCustomer360();
    expect(customerViewStore(api, customer)).toBe(
      customerViewStore(api, { ...customer }),
    );
    expect(customerViewStore(api, customer)).not.toBe(
      customerViewStore(new FakeCustomer360(), customer),
    );
  });
});
