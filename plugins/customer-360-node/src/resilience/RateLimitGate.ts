/** No vendor can silence a source for longer than this by one answer. */
const MAX_HOLD_MS = 60 * 60 * 1000;

/**
 * Remembers until when a source asked not to be called. All calls of the
 * source look here first, so that one 429 quiets them all.
 *
 * @internal
 */
export class RateLimitGate {
  readonly #clock: () => number;
  #until = 0;

  constructor(clock: () => number = () => Date.now()) {
    this.#clock = clock;
  }

  /**
   * Closes the gate until then; an earlier time never opens it sooner.
   *
   * @returns until when it is closed now, within the longest hold
   */
  holdUntil(untilMs: number): number {
    const latest = this.#clock() + MAX_HOLD_MS;
    this.#until = Math.max(this.#until, Math.min(untilMs, latest));
    return this.#until;
  }

  /** When the next call may go, or undefined where it may go now. */
  closedUntil(): Date | undefined {
    return this.#until > this.#clock() ? new Date(this.#until) : undefined;
  }

  /**
   * True where whoever has waited since then waited for the gate most of that
   * time, also where it has opened meanwhile.
   */
  closedMostOf(sinceMs: number): boolean {
    return this.#until - sinceMs > (this.#clock() - sinceMs) / 2;
  }
}
