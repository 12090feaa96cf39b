import type { SharedClock } from './SharedClock';

const DEFAULT_EVERY_MS = 30_000;
/** What took longer says too little about what time it is. */
const MOST_MS = 1_000;

/**
 * Asks the database what time it is, at the start and from time to time. Rows of
 * the ledger tell it as well, but an instance that only vendors call writes none,
 * and would judge by its host's clock whether a delivery is old.
 */
export class ClockKeeper {
  readonly #clock: SharedClock;
  readonly #time: () => Promise<number>;
  readonly #everyMs: number;
  #timer?: NodeJS.Timeout;

  constructor(options: {
    clock: SharedClock;
    /** The database's, in milliseconds since the epoch. */
    time: () => Promise<number>;
    /** 30 seconds without it. */
    everyMs?: number;
  }) {
    this.#clock = options.clock;
    this.#time = options.time;
    this.#everyMs = options.everyMs ?? DEFAULT_EVERY_MS;
  }

  /**
   * The clock is right when it resolves.
   *
   * @throws Error where the database does not answer
   */
  async start(): Promise<void> {
    await this.#ask();
    this.#timer = setInterval(() => {
      // It stays as it was until the next time.
      this.#ask().catch(() => undefined);
    }, this.#everyMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #ask(): Promise<void> {
    const askedAt = performance.now();
    const now = await this.#time();
    if (performance.now() - askedAt <= MOST_MS) {
      this.#clock.heard(now);
    }
  }
}
