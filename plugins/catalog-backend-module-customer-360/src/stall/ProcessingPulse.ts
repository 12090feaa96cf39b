import type { CacheService } from '@backstage/backend-plugin-api';

const KEY = 'customer-processed-at';
/** As often is it written down; the catalog may process hundreds a second. */
const WRITE_EVERY_MS = 30_000;

/**
 * When any customer last went through the catalog's processing. Instances tell
 * each other by the portal's cache; where that is each one's own, an instance
 * knows of its own share.
 */
export class ProcessingPulse {
  readonly #cache: CacheService;
  readonly #now: () => number;
  #last: number;
  #written = 0;

  constructor(options: { cache: CacheService; now?: () => number }) {
    this.#cache = options.cache;
    this.#now = options.now ?? Date.now;
    // A portal that has just started is not late yet.
    this.#last = this.#now();
  }

  /** Never waits and never throws: processing must not suffer from it. */
  beat(): void {
    this.#last = this.#now();
    if (this.#last - this.#written < WRITE_EVERY_MS) {
      return;
    }
    this.#written = this.#last;
    this.#cache.set(KEY, this.#last).catch(() => undefined);
  }

  /** Milliseconds since 1970. */
  async last(): Promise<number> {
    const told = await this.#cache.get(KEY).catch(() => undefined);
    return typeof told === 'number' ? Math.max(told, this.#last) : this.#last;
  }
}
