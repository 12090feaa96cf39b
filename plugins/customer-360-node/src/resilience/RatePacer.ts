import { sleep } from './abort';

/**
 * Spaces calls evenly, with a second's worth of them let through in a burst, so
 * that a source keeps under the vendor's rate without being told off first.
 *
 * @internal
 */
export class RatePacer {
  readonly #intervalMs: number;
  readonly #burstMs = 1000;
  readonly #clock: () => number;
  /** When the call after all waiting ones may begin, were there no burst. */
  #next = 0;

  constructor(perSecond: number, clock: () => number = Date.now) {
    this.#intervalMs = 1000 / perSecond;
    this.#clock = clock;
  }

  /** How long the next call has to wait; takes its place in the line. */
  reserve(): number {
    const now = this.#clock();
    const at = Math.max(this.#next, now - this.#burstMs + this.#intervalMs);
    this.#next = at + this.#intervalMs;
    return Math.max(0, at - now);
  }

  async wait(signal: AbortSignal): Promise<void> {
    const milliseconds = this.reserve();
    if (milliseconds > 0) {
      await sleep(milliseconds, signal);
    }
  }
}
