import type { StorageApi } from '@backstage/core-plugin-api';

const BUCKET = 'customer-360';
const KEY = 'recent';
const MOST = 8;

/** Whom one has opened lately, the latest first: refs and nothing else. @internal */
export class RecentCustomers {
  readonly #storage: StorageApi;

  constructor(storage: StorageApi) {
    this.#storage = storage.forBucket(BUCKET);
  }

  refs(): string[] {
    const { value } = this.#storage.snapshot<string[]>(KEY);
    return Array.isArray(value)
      ? value.filter(ref => typeof ref === 'string').slice(0, MOST)
      : [];
  }

  /** Puts a customer first; never rejects, for it is a convenience. */
  async opened(ref: string): Promise<void> {
    const before = this.refs();
    if (before[0] !== ref) {
      const refs = [ref, ...before.filter(each => each !== ref)];
      await this.#storage.set(KEY, refs.slice(0, MOST)).catch(() => undefined);
    }
  }
}
