/** No read lags further behind than this, and nothing older is kept for one. */
export const LONGEST_LAG_MS = 600_000;

/**
 * How far a vendor's reads are behind its writes, in wall time: real systems
 * tell of a change before their own reads show it.
 *
 * @public
 */
export class ReadLag {
  readonly #wall: () => number;
  #ms = 0;
  #writing = false;

  constructor(wall: () => number = Date.now) {
    this.#wall = wall;
  }

  get ms(): number {
    return this.#ms;
  }

  set ms(value: number) {
    this.#ms = Math.min(Math.max(0, value), LONGEST_LAG_MS);
  }

  now(): number {
    return this.#wall();
  }

  /** What changed later than this is not seen yet. */
  horizon(): number {
    return this.#writing || this.#ms === 0
      ? Number.POSITIVE_INFINITY
      : this.#wall() - this.#ms;
  }

  /** A write works on what is, whatever reads are shown. It must not wait for anything. */
  writing<T>(work: () => T): T {
    const before = this.#writing;
    this.#writing = true;
    try {
      return work();
    } finally {
      this.#writing = before;
    }
  }
}
