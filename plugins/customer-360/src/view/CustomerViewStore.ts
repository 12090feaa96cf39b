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
import { ChangeMarks } from '../live/ChangeMarks';
import { changesBetween } from '../live/changesBetween';

/** What is known of a view at one moment. @internal */
export interface ViewSnapshot {
  view?: CustomerView;
  error?: Customer360Error;
  loading: boolean;
  /** Facets that are being read again, or all of them. */
  refreshing: readonly FacetId[] | 'all' | undefined;
  /** What has changed while it was shown. */
  marks: ChangeMarks;
}

type SilentLook = 'refreshed' | 'pushed';

/**
 * After how long a view is asked for again that was given while parts of it
 * were being read anew. What is not there by then is a source that is late.
 */
const ASK_AGAIN_MS = [700, 1_500, 3_000, 6_000];
/**
 * The same where a change was told of and nothing was different: vendors tell of
 * changes before their own answers have them.
 */
const LAGGING_MS = [2_000, 6_000];

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
  readonly #asOf: string | undefined;
  readonly #listeners = new Set<() => void>();
  #snapshot: ViewSnapshot = {
    loading: false,
    refreshing: undefined,
    marks: ChangeMarks.none,
  };
  #abort: AbortController | undefined;
  #loadedAt: number | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  /** A call is under way that began before it was told of the last change. */
  #asking = false;
  #toldMeanwhile = false;

  constructor(
    api: Customer360Api,
    customer: CustomerKey,
    preview?: Preview,
    asOf?: string,
  ) {
    this.#api = api;
    this.#customer = customer;
    this.#preview = preview;
    this.#asOf = asOf;
  }

  get snapshot(): ViewSnapshot {
    return this.#snapshot;
  }

  /** How long ago the view was given; undefined where there is none. */
  get ageMs(): number | undefined {
    return this.#loadedAt === undefined
      ? undefined
      : Date.now() - this.#loadedAt;
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
        asOf: this.#asOf,
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
   * Asks silently for a view that is on show already, and marks what is
   * different. Told while it is being asked, it asks once more after that. What
   * is told of now changes nothing of a past day.
   */
  renew(look: SilentLook): void {
    if (this.#asOf !== undefined) {
      return;
    }
    if (this.#listeners.size === 0) {
      // Whoever opens it again asks for it anew.
      this.#loadedAt = undefined;
    } else if (this.#asking) {
      this.#toldMeanwhile ||= look === 'pushed';
    } else if (this.#snapshot.view) {
      void this.#askAgain({ look, asked: 0, marks: true });
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
          this.#ended();
        }
        return 'aborted';
      }
      const failure = toCustomer360Error(error);
      if (this.#abort === abort) {
        if (endsAccess(failure)) {
          this.#fail(failure);
        } else {
          this.#set({ ...this.#snapshot, refreshing: undefined });
          this.#ended();
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
    this.#asking = true;
    return this.#abort;
  }

  #ended(): void {
    this.#asking = false;
    if (this.#toldMeanwhile) {
      this.#toldMeanwhile = false;
      this.renew('pushed');
    }
  }

  #show(view: CustomerView, silent?: Silently): void {
    const { view: before, marks } = this.#snapshot;
    const now = Date.now();
    const changed =
      silent?.marks && before
        ? marks.with(changesBetween(before, view), now)
        : marks;
    this.#loadedAt = now;
    this.#set({ view, loading: false, refreshing: undefined, marks: changed });
    const asked = silent?.asked ?? 0;
    const lags = silent?.look === 'pushed' && changed === marks;
    const waits = waitsAfter(view, lags);
    if (asked < waits.length) {
      this.#again = setTimeout(
        () =>
          void this.#askAgain({
            look: lags ? 'pushed' : 'refreshed',
            asked: asked + 1,
            marks: silent?.marks ?? false,
          }),
        waits[asked],
      );
    }
    this.#ended();
  }

  /** What is shown is right, only not the newest. */
  async #askAgain(silent: Silently): Promise<void> {
    if (this.#listeners.size === 0) {
      return;
    }
    const abort = this.#begin();
    try {
      const view = await this.#api.getView(this.#customer, {
        preview: this.#preview,
        asOf: this.#asOf,
        signal: abort.signal,
        look: silent.look,
      });
      if (this.#abort === abort) {
        this.#show(view, silent);
      }
    } catch (error) {
      if (this.#abort !== abort) {
        return;
      }
      if (!isAbort(error) && endsAccess(toCustomer360Error(error))) {
        this.#fail(error);
      } else {
        this.#ended();
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
      marks: this.#snapshot.marks,
    });
    this.#ended();
  }

  #set(snapshot: ViewSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

/** How a view is asked for that nobody waits for. */
interface Silently {
  readonly look: SilentLook;
  /** How often it was asked for so. */
  readonly asked: number;
  /** Whether what is different is marked. */
  readonly marks: boolean;
}

/** When to ask again, and again. */
function waitsAfter(view: CustomerView, lags: boolean): readonly number[] {
  if (isRenewing(view)) {
    return ASK_AGAIN_MS;
  }
  return lags ? LAGGING_MS : [];
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
 * of its own: what a role may not see is never there to be shown. So has each
 * past day.
 *
 * @internal
 */
export function customerViewStore(
  api: Customer360Api,
  customer: CustomerKey,
  preview?: Preview,
  asOf?: string,
): CustomerViewStore {
  const known = stores.get(api) ?? new Map<string, CustomerViewStore>();
  stores.set(api, known);
  const key = JSON.stringify([
    customer.namespace,
    customer.name,
    preview?.role,
    preview?.scope,
    asOf,
  ]);
  const store =
    known.get(key) ?? new CustomerViewStore(api, customer, preview, asOf);
  known.delete(key);
  known.set(key, store);
  if (known.size > MAX_STORES) {
    known.delete(known.keys().next().value!);
  }
  return store;
}
