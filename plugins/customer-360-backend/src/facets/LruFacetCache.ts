import { LRUCache } from 'lru-cache';
import type { CachedReading, FacetCache } from './FacetCache';

/** What an entry costs beside its data: key, times, the map's own record. */
const ENTRY_OVERHEAD_BYTES = 512;

/** Bounded by bytes, so that a few huge customers cannot fill the process. */
export class LruFacetCache implements FacetCache {
  readonly #readings: LRUCache<string, CachedReading>;

  constructor(options: { maxBytes: number }) {
    this.#readings = new LRUCache({
      maxSize: options.maxBytes,
      sizeCalculation: reading => reading.bytes + ENTRY_OVERHEAD_BYTES,
    });
  }

  get(key: string): CachedReading | undefined {
    return this.#readings.get(key);
  }

  set(key: string, reading: CachedReading): void {
    this.#readings.set(key, reading);
  }

  delete(key: string): void {
    this.#readings.delete(key);
  }
}
