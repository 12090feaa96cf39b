import type { LoggerService } from '@backstage/backend-plugin-api';
import { getHeapStatistics } from 'node:v8';

/** What can be thrown away and read again. */
export interface Shrinkable {
  /** Keeps this share of its bytes, what was used last. */
  shrinkTo(share: number): void;
}

const EVERY_MS = 2_000;
const FULL = 0.9;
const KEEP = 0.5;

/** Throws cached things away before the process runs out of memory. */
export class MemoryWatch {
  readonly #caches: readonly Shrinkable[];
  readonly #logger: LoggerService;
  readonly #used: () => number;
  readonly #timer: NodeJS.Timeout;

  constructor(options: {
    caches: readonly Shrinkable[];
    logger: LoggerService;
    /** Share of the heap that is in use. */
    used?: () => number;
  }) {
    this.#caches = options.caches;
    this.#logger = options.logger;
    this.#used = options.used ?? usedHeap;
    this.#timer = setInterval(() => this.look(), EVERY_MS).unref();
  }

  look(): void {
    if (this.#used() > FULL) {
      this.#logger.warn(
        'Memory is nearly used up; half of what was cached is thrown away',
      );
      this.#caches.forEach(cache => cache.shrinkTo(KEEP));
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

function usedHeap(): number {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used / limit;
}
