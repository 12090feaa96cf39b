import { LRUCache } from 'lru-cache';
import type { Shrinkable } from '../seen/MemoryWatch';
import type { FinishedPage } from './FinishedPage';

/** What an entry costs beside its bytes. */
const ENTRY_OVERHEAD_BYTES = 512;

/** Finished pages of this process, bounded by bytes. */
export class PageCache implements Shrinkable {
  readonly #pages: LRUCache<string, FinishedPage>;

  constructor(options: { maxBytes: number }) {
    this.#pages = new LRUCache({
      maxSize: options.maxBytes,
      sizeCalculation: ({ gzip }) => gzip.byteLength + ENTRY_OVERHEAD_BYTES,
    });
  }

  get(etag: string): FinishedPage | undefined {
    return this.#pages.get(etag);
  }

  set(page: FinishedPage): void {
    this.#pages.set(page.etag, page);
  }

  shrinkTo(share: number): void {
    const most = this.#pages.calculatedSize * share;
    while (this.#pages.calculatedSize > most) {
      this.#pages.pop();
    }
  }
}
