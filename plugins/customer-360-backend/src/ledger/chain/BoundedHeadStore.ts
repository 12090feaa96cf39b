import type {
  LedgerHead,
  LedgerHeadStore,
} from '@customer-360/backstage-plugin-customer-360-node';
import { inTime } from '../../portal/inTime';

const ADD_MS = 20_000;
const READ_MS = 60_000;

/** Where heads are kept may hang: nothing waits for it for ever. */
export class BoundedHeadStore implements LedgerHeadStore {
  readonly #store: LedgerHeadStore;
  readonly #addMs: number;
  readonly #readMs: number;

  constructor(options: {
    store: LedgerHeadStore;
    addMs?: number;
    readMs?: number;
  }) {
    this.#store = options.store;
    this.#addMs = options.addMs ?? ADD_MS;
    this.#readMs = options.readMs ?? READ_MS;
  }

  add(heads: readonly LedgerHead[]): Promise<void> {
    return inTime(this.#store.add(heads), this.#addMs);
  }

  latest(): Promise<ReadonlyMap<string, LedgerHead>> {
    return inTime(this.#store.latest(), this.#readMs);
  }
}
