import type {
  CustomerView,
  FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Customer360Api, CustomerKey } from '../api/Customer360Api';
import {
  endsAccess,
  isAbort,
  toCustomer360Error,
  type Customer360Error,
} from '../api/Customer360Error';

/** What is known of a view at one moment. @internal */
export interface ViewSnapshot {
  view?: CustomerView;
  error?: Customer360Error;
  loading: boolean;
  /** Facets that are being read again, or all of them. */
  refreshing: readonly FacetId[] | 'all' | undefined;
}

/** A tab that is opened within this time shows the view that is there. */
const KEEP_MS = 30_000;

/**
 * One customer's view, shared by the header and the tabs, so that a page asks
 * once. Nobody listening means nobody waits: the call is aborted.
 *
 * @internal
 */
export class CustomerViewStore {
  readonly #api: Customer360Api;
  readonly #customer: CustomerKey;
  readonly #listeners = new Set<() => void>();
  #snapshot: ViewSnapshot = { loading: false, refreshing: undefined };
  #abort: AbortController | undefined;
  #loadedAt: number | undefined;

  constructor(api: Customer360Api, customer: CustomerKey) {
    this.#api = api;
    this.#customer = customer;
  }

  get snapshot(): ViewSnapshot {
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (
      !this.#snapshot.loading &&
      // A refresh brings a newer view than a load could.
      this.#snapshot.refreshing === undefined &&
      (this.#loadedAt === undefined || Date.now() - this.#loadedAt > KEEP_MS)
    ) {
      void this.load();
    }
    return () => {
      this.#listeners.delete(listener);
      // A move from tab to tab lets go and takes hold again at once.
      setTimeout(() => {
        if (this.#listeners.size === 0) {
          this.#abort?.abort();
        }
      }, 0);
    };
  }

  /** Asks the service for the view. */
  async load(): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#set({ ...this.#snapshot, loading: true, error: undefined });
    try {
      const view = await this.#api.getView(this.#customer, {
        signal: abort.signal,
      });
      if (this.#abort === abort) {
        this.#loadedAt = Date.now();
        this.#set({ view, loading: false, refreshing: undefined });
      }
    } catch (error) {
      if (this.#abort === abort) {
        this.#fail(error);
      }
    }
  }

  /**
   * Has facets read again at their sources. What was shown stays when that
   * fails, and goes where the reader may not see it any more.
   *
   * @returns `aborted` where nobody waits for it any more
   */
  async refresh(
    facets?: readonly FacetId[],
  ): Promise<Customer360Error | 'done' | 'aborted'> {
    // A load under way would put the view of before over the one of after.
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#set({
      ...this.#snapshot,
      loading: false,
      refreshing: facets ?? 'all',
    });
    try {
      const view = await this.#api.refresh(this.#customer, facets, {
        signal: abort.signal,
      });
      if (this.#abort === abort) {
        this.#loadedAt = Date.now();
        this.#set({ view, loading: false, refreshing: undefined });
      }
      return 'done';
    } catch (error) {
      if (isAbort(error)) {
        if (this.#abort === abort) {
          this.#set({ ...this.#snapshot, refreshing: undefined });
        }
        return 'aborted';
      }
      const failure = toCustomer360Error(error);
      if (this.#abort === abort) {
        if (endsAccess(failure)) {
          this.#fail(failure);
        } else {
          this.#set({ ...this.#snapshot, refreshing: undefined });
        }
      }
      return failure;
    }
  }

  /** What was shown stays, since it says its age; unless one may not see it. */
  #fail(error: unknown): void {
    const failure = isAbort(error) ? undefined : toCustomer360Error(error);
    this.#set({
      view: failure && endsAccess(failure) ? undefined : this.#snapshot.view,
      error: failure,
      loading: false,
      refreshing: undefined,
    });
  }

  #set(snapshot: ViewSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

const MAX_STORES = 10;
const stores = new WeakMap<Customer360Api, Map<string, CustomerViewStore>>();

/** The store of a customer, the same for everyone on the page. @internal */
export function customerViewStore(
  api: Customer360Api,
  customer: CustomerKey,
): CustomerViewStore {
  const known = stores.get(api) ?? new Map<string, CustomerViewStore>();
  stores.set(api, known);
  const key = `${customer.namespace}/${customer.name}`;
  const store = known.get(key) ?? new CustomerViewStore(api, customer);
  known.delete(key);
  known.set(key, store);
  if (known.size > MAX_STORES) {
    known.delete(known.keys().next().value!);
  }
  return store;
}
