import type { StorageApi } from '@backstage/core-plugin-api';

const BUCKET = 'customer-360';
const KEY = 'keys';
const OFF = 'off';

/**
 * Whether single keys do anything, for each person: who speaks to their machine
 * has to be able to switch them off (WCAG 2.1.4).
 *
 * @internal
 */
export class KeysSetting {
  readonly #storage: StorageApi;

  constructor(storage: StorageApi) {
    this.#storage = storage.forBucket(BUCKET);
  }

  /** Off until a slow store has said what was chosen. */
  get on(): boolean {
    const { presence, value } = this.#storage.snapshot<string>(KEY);
    return presence !== 'unknown' && value !== OFF;
  }

  /** @returns how to stop listening */
  watch(listener: (on: boolean) => void): () => void {
    const watched = this.#storage
      .observe$<string>(KEY)
      .subscribe(({ value }) => listener(value !== OFF));
    return () => watched.unsubscribe();
  }

  switchTo(on: boolean): Promise<void> {
    return on ? this.#storage.remove(KEY) : this.#storage.set(KEY, OFF);
  }
}
