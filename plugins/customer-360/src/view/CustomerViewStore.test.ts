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

  it('leaves a past day alone, whatever is told of now', async () => {
    const api = new FakeCustomer360();
    const getView = jest.spyOn(api, 'getView').mockResolvedValue(before);
    const day = '2026-09-12';
    const store = new CustomerViewStore(api, customer, undefined, day);
    store.subscribe(() => {});
    await settled();
    store.renew('pushed');
    store.renew('refreshed');
    await settled();
    expect(getView.mock.calls.map(([, options]) => options?.asOf)).toEqual([
      day,
    ]);
    expect(customerViewStore(api, customer, undefined, day)).not.toBe(
      customerViewStore(api, customer),
    );
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

  describe('where it is told of a change', () => {
    const changed: CustomerView = {
      ...before,
      answers: {
        ...before.answers,
        pays: { ...before.answers.pays, plan: 'Scale' },
      },
    };

    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    async function open(...views: CustomerView[]) {
      const api = new FakeCustomer360();
      const getView = jest.spyOn(api, 'getView');
      views.forEach(view => getView.mockResolvedValueOnce(view));
      getView.mockResolvedValue(views.at(-1)!);
      const store = new CustomerViewStore(api, customer);
      const leave = store.subscribe(() => {});
      await jest.advanceTimersByTimeAsync(0);
      const looks = () => getView.mock.calls.map(([, o]) => o?.look);
      return { api, getView, leave, looks, store };
    }

    it('shows what is new without a word of loading, and marks it', async () => {
      const { looks, store } = await open(before, changed);
      const loading: boolean[] = [];
      store.subscribe(() => loading.push(store.snapshot.loading));
      store.renew('pushed');
      await jest.advanceTimersByTimeAsync(60_000);
      expect(looks()).toEqual([undefined, 'pushed']);
      expect(loading).toEqual([false]);
      const { marks, view } = store.snapshot;
      expect(view).toBe(changed);
      expect(marks.latest).toEqual(['pays']);
      const now = Date.now();
      expect(marks.ofAnswer('pays', now)).toBeDefined();
      expect(marks.ofAnswer('renews', now)).toBeUndefined();
      expect(marks.ofAnswer('pays', now + 300_000)).toBeUndefined();
    });

    it('looks again where the source does not say it yet', async () => {
      const { looks, store } = await open(before, before, changed);
      store.renew('pushed');
      await jest.advanceTimersByTimeAsync(1_999);
      expect(looks()).toEqual([undefined, 'pushed']);
      await jest.advanceTimersByTimeAsync(60_000);
      expect(looks()).toEqual([undefined, 'pushed', 'pushed']);
      expect(store.snapshot.marks.latest).toEqual(['pays']);
    });

    it('marks what comes a little later because it was being read', async () => {
      const late: CustomerView = {
        ...before,
        sections: {
          support: {
            facets: {
              tickets: {
                level: 'full',
                state: 'stale',
                sources: [
                  { id: 'z', title: 'Z', state: 'stale', renewing: true },
                ],
              },
            },
          },
        },
      };
      const { looks, store } = await open(late, late, changed);
      store.renew('pushed');
      await jest.advanceTimersByTimeAsync(60_000);
      expect(looks()).toEqual([undefined, 'pushed', 'pushed']);
      expect(store.snapshot.marks.latest).toEqual(['pays']);
    });

    it('asks once more where it was told while it asked', async () => {
      const { getView, looks, store } = await open(before);
      let finish: (view: CustomerView) => void = () => {};
      getView.mockImplementationOnce(
        () =>
          new Promise(resolve => {
            finish = resolve;
          }),
      );
      getView.mockClear();
      store.renew('pushed');
      store.renew('pushed');
      store.renew('pushed');
      await jest.advanceTimersByTimeAsync(0);
      getView.mockResolvedValue(changed);
      // Something of an earlier change, so that it is not asked again for that.
      finish({
        ...before,
        indicators: [],
        conflicts: [],
        answers: after.answers,
      });
      await jest.advanceTimersByTimeAsync(60_000);
      expect(looks()).toEqual(['pushed', 'pushed']);
      expect(store.snapshot.view).toBe(changed);
    });

    it('asks nothing that nobody looks at, and anew when somebody does', async () => {
      const { leave, looks, store } = await open(before, changed);
      leave();
      await jest.advanceTimersByTimeAsync(0);
      store.renew('pushed');
      await jest.advanceTimersByTimeAsync(60_000);
      expect(looks()).toEqual([undefined]);
      store.subscribe(() => {});
      await jest.advanceTimersByTimeAsync(0);
      expect(looks()).toEqual([undefined, undefined]);
      expect(store.snapshot.marks.latest).toEqual([]);
    });

    it('goes on after a failure, and shows nothing where access has ended', async () => {
      const { getView, store } = await open(before);
      getView.mockRejectedValueOnce(new Customer360Error('offline'));
      store.renew('pushed');
      await jest.advanceTimersByTimeAsync(0);
      expect(store.snapshot.view).toBe(before);
      expect(store.snapshot.error).toBeUndefined();
      getView.mockResolvedValueOnce(changed);
      store.renew('pushed');
      await jest.advanceTimersByTimeAsync(0);
      expect(store.snapshot.view).toBe(changed);
      getView.mockRejectedValueOnce(new Customer360Error('not_found'));
      store.renew('pushed');
      await jest.advanceTimersByTimeAsync(0);
      expect(store.snapshot.view).toBeUndefined();
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
