import type { PackedReading } from '../../facets/PackedReading';
import type { ReadingCache } from '../../facets/ReadingCache';

/** Counts what an instance's own cache has lost, and can make it lose more. */
export class WatchedReadingCache implements ReadingCache {
  readonly #inner: ReadingCache;
  readonly #keys = new Set<string>();
  readonly #lost = new Map<string, number>();

  constructor(options: { inner: ReadingCache }) {
    this.#inner = options.inner;
  }

  get(key: string): PackedReading | undefined {
    return this.#inner.get(key);
  }

  offer(key: string, reading: PackedReading): void {
    this.#keys.add(key);
    this.#inner.offer(key, reading);
  }

  delete(key: string): void {
    this.#lost.set(key, (this.#lost.get(key) ?? 0) + 1);
    this.#inner.delete(key);
  }

  /** One key, or all of them. */
  evict(pick?: number): void {
    const keys = [...this.#keys];
    const evicted = pick === undefined ? keys : [keys[pick % keys.length]];
    for (const key of keys.filter(it => evicted.includes(it))) {
      this.delete(key);
    }
  }

  /** How often anything of a facet of any customer has been lost here. */
  losses(facet: string): number {
    return [...this.#lost]
      .filter(([key]) => key.endsWith(`:${facet}`))
      .reduce((sum, [, count]) => sum + count, 0);
  }
}
