/**
 * Wall time plus an offset. It keeps running after it is set, so that stamps
 * stay in order and tokens still expire.
 *
 * @public
 */
export class SandboxClock {
  #offset = 0;

  now(): Date {
    return new Date(Date.now() + this.#offset);
  }

  /** Moves the clock: from here on it shows `instant` plus what passes. */
  set(instant: Date): void {
    this.#offset = instant.getTime() - Date.now();
  }

  reset(): void {
    this.#offset = 0;
  }
}
