import { LRUCache } from 'lru-cache';
import { isNewer, type PackedReading } from './PackedReading';
import type { Shrinkable } from '../seen/MemoryWatch';
import type { ReadingCache } from './ReadingCache';

/** What an entry costs beside its data: key, times, the map's own record. */
const ENTRY_OVERHEAD_BYTES = 512;

/** Bounded by bytes, so that a few huge customers cannot fill the process. */
export class LruReadingCache implements ReadingCache, Shrinkable {
  readonly #readings: LRUCache<string, PackedReading>;

  constructor(options: { maxBytes: number }) {
    this.#readings = new LRUCache({
      maxSize: options.maxBytes,
      sizeCalculation: ({ packed }) => packed.byteLength + ENTRY_OVERHEAD_BYTES,
    });
  }

  get(key: string): PackedReading | undefined {
    return this.#readings.get(key);
  }

  offer(key: string, reading: PackedReading): void {
    const known = this.#readings.peek(key);
    if (!known || isNewer(reading, known)) {
      this.#readings.set(key, reading);
    }
  }

  delete(key: string): void {
    this.#readings.delete(key);
  }

  shrinkTo(share: number): void {
    const most = this.#readings.calculatedSize * share;
    while (this.#readings.calculatedSize > most) {
      this.#readings.pop();
    }
  }
}
