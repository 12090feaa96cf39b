/** A second's worth of calls may go at once. */
const BURST_MS = 1000;

/**
 * Spaces calls evenly, with a second's worth of them let through in a burst, so
 * that a source keeps under the vendor's rate without being told off first.
 *
 * @internal
 */
export class RatePacer {
  readonly #clock: () => number;
  /** When the call after all waiting ones may begin, were there no burst. */
  #next = 0;

  constructor(clock: () => number = () => Date.now()) {
    this.#clock = clock;
  }

  /**
   * How long the next call has to wait; takes its place in the line. The rate
   * may be another each time: it depends on how many instances share it.
   */
  reserve(perSecond: number): number {
    const now = this.#clock();
    const intervalMs = 1000 / perSecond;
    // Below one call a second there is no burst, and no wait for the first.
    const saved = Math.max(0, BURST_MS - intervalMs);
    const at = Math.max(this.#next, now - saved);
    this.#next = at + intervalMs;
    return Math.max(0, at - now);
  }
}
