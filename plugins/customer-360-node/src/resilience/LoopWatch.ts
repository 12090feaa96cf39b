const TICK_MS = 50;
/** Timers are never quite on time. */
const ORDINARY_MS = 25;

/**
 * Knows for how long this process has been too busy to listen. An answer that
 * came meanwhile was not heard in time, which is no fault of the source.
 *
 * @internal
 */
export class LoopWatch {
  #stuckMs = 0;
  #last = performance.now();

  constructor() {
    setInterval(() => this.#tick(), TICK_MS).unref();
  }

  /** Milliseconds since the start, all in all. */
  get stuckMs(): number {
    return this.#stuckMs;
  }

  #tick(): void {
    const now = performance.now();
    const late = now - this.#last - TICK_MS;
    this.#last = now;
    if (late > ORDINARY_MS) {
      this.#stuckMs += late;
    }
  }
}

let watch: LoopWatch | undefined;

/** One for the process: it is the process that is stuck. */
export function loopWatch(): LoopWatch {
  watch ??= new LoopWatch();
  return watch;
}
