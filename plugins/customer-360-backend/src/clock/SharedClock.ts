/** The time that readings are dated by. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Below this two clocks agree; what is measured is mostly the way there. */
const AGREE_MS = 1_000;

/**
 * This process's clock, kept to the database's. All instances date readings by
 * the one clock they share, so that a host whose own is minutes off, or is set
 * back, neither keeps a reading for ever nor throws each one away at once.
 */
export class SharedClock implements Clock {
  readonly #local: () => number;
  #offset = 0;

  constructor(options: { local?: () => number } = {}) {
    this.#local = options.local ?? Date.now;
  }

  now(): number {
    return this.#local() + this.#offset;
  }

  /** The database has just said what time it is there. */
  heard(databaseMs: number): void {
    const difference = databaseMs - this.now();
    if (Math.abs(difference) > AGREE_MS) {
      this.#offset += difference;
    }
  }
}
