import type {
  CustomerView,
  FacetId,
  FacetSourceView,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  Customer360Api,
  CustomerKey,
  Preview,
} from '../api/Customer360Api';
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

/**
 * After how long a view is asked for again that was given while parts of it
 * were being read anew. What is not there by then is a source that is late.
 */
const ASK_AGAIN_MS = [700, 1_500, 3_000, 6_000];

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
  readonly #preview: Preview | undefined;
  readonly #listeners = new Set<() => void>();
  #snapshot: ViewSnapshot = { loading: false, refreshing: undefined };
  #abort: AbortController | undefined;
  #loadedAt: number | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(api: Customer360Api, customer: CustomerKey, preview?: Preview) {
    this.#api = api;
    this.#customer = customer;
    this.#preview = preview;
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
          clearTimeout(this.#again);
          this.#abort?.abort();
        }
      }, 0);
    };
  }

  /** Asks the service for the view. */
  async load(): Promise<void> {
    const abort = this.#begin();
    this.#set({ ...this.#snapshot, loading: true, error: undefined });
    try {
      const view = await this.#api.getView(this.#customer, {
        preview: this.#preview,
        signal: abort.signal,
      });
      if (this.#abort === abort) {
        this.#show(view);
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
    const abort = this.#begin();
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
        this.#show(view);
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

  /** Whatever was under way is void from here on. */
  #begin(): AbortController {
    this.#abort?.abort();
    clearTimeout(this.#again);
    this.#abort = new AbortController();
    return this.#abort;
  }

  #show(view: CustomerView, asked = 0): void {
    this.#loadedAt = Date.now();
    this.#set({ view, loading: false, refreshing: undefined });
    if (isRenewing(view) && asked < ASK_AGAIN_MS.length) {
      this.#again = setTimeout(
        () => void this.#askAgain(asked + 1),
        ASK_AGAIN_MS[asked],
      );
    }
  }

  /** Silently: what is shown is right, only not the newest. */
  async #askAgain(asked: number): Promise<void> {
    if (this.#listeners.size === 0) {
      return;
    }
    const abort = this.#begin();
    try {
      const view = await this.#api.getView(this.#customer, {
        preview: this.#preview,
        signal: abort.signal,
        look: 'refreshed',
      });
      if (this.#abort === abort) {
        this.#show(view, asked);
      }
    } catch (error) {
      if (
        this.#abort === abort &&
        !isAbort(error) &&
        endsAccess(toCustomer360Error(error))
      ) {
        this.#fail(error);
      }
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

/** True where an older reading is shown while a newer one is being read. */
function isRenewing(view: CustomerView): boolean {
  return Object.values(view.sections).some(section =>
    Object.values(section.facets).some(facet =>
      (facet.sources as readonly FacetSourceView[]).some(
        source => source.renewing,
      ),
    ),
  );
}

const MAX_STORES = 10;
const stores = new WeakMap<Customer360Api, Map<string, CustomerViewStore>>();

/**
 * The store of a customer, the same for everyone on the page. A preview has one
 * of its own: what a role may not see is never there to be shown.
 *
 * @internal
 */
export function customerViewStore(
  api: Customer360Api,
  customer: CustomerKey,
  preview?: Preview,
): CustomerViewStore {
  const known = stores.get(api) ?? new Map<string, CustomerViewStore>();
  stores.set(api, known);
  const key = JSON.stringify([
    customer.namespace,
    customer.name,
    preview?.role,
    preview?.scope,
  ]);
  const store = known.get(key) ?? new CustomerViewStore(api, customer, preview);
  known.delete(key);
  known.set(key, store);
  if (known.size > MAX_STORES) {
    known.delete(known.keys().next().value!);
  }
  return store;
}
