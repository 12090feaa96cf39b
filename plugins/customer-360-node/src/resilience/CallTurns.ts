import { sleep } from './abort';
import { AttemptFailure } from './AttemptFailure';
import type { BoundedCoordination } from './BoundedCoordination';
import { RateLimitGate } from './RateLimitGate';
import { RatePacer } from './RatePacer';

/** Nobody in front of a page waits longer than this for a vendor's limit. */
const LONGEST_RATE_WAIT_MS = 1_500;
const OPENING_JITTER_MS = 250;
const FIRST_OWN_HOLD_MS = 500;
const LONGEST_OWN_HOLD_MS = 30_000;

/** @internal */
export interface CallTurnsOptions {
  readonly coordination: BoundedCoordination;
  readonly requestsPerSecond?: number;
  /** 0 to 1, for the jitter. */
  readonly random: () => number;
}

/**
 * When a source may be called next: not while it asked for silence, here or at
 * another instance, and not faster than the configured rate.
 *
 * @internal
 */
export class CallTurns {
  readonly #options: CallTurnsOptions;
  readonly #gate = new RateLimitGate();
  readonly #pacer = new RatePacer();
  #ownHolds = 0;
  /** What the vendor said, which may be beyond what the gate keeps. */
  #announced?: Date;

  constructor(options: CallTurnsOptions) {
    this.#options = options;
  }

  /** Until when no call goes, as far as this process knows. */
  closedUntil(): Date | undefined {
    return this.#gate.closedUntil();
  }

  /** The end of the longest wait that still makes sense for a call. */
  patience(deadline: number): number {
    return Math.min(deadline, Date.now() + LONGEST_RATE_WAIT_MS);
  }

  /**
   * Waits for the end of the silence, own and shared.
   *
   * @throws AttemptFailure `rate_limited` at once where it outlasts `patience`
   */
  async afterSilence(signal: AbortSignal, patience: number): Promise<void> {
    for (;;) {
      const pause = this.pauseWithin(patience);
      if (pause > 0) {
        await sleep(pause, signal);
      } else {
        const shared = await this.#options.coordination.heldUntil();
        if (shared === undefined || shared <= Date.now()) {
          return;
        }
        this.#announced = new Date(this.#gate.holdUntil(shared));
      }
    }
  }

  /**
   * How long the silence known here still lasts, 0 for none.
   *
   * @throws AttemptFailure `rate_limited` where it outlasts `patience`
   */
  pauseWithin(patience: number): number {
    const until = this.#gate.closedUntil();
    if (!until) {
      return 0;
    }
    // Full jitter, or all that waited would arrive in the same millisecond.
    const opens = until.getTime() + this.#options.random() * OPENING_JITTER_MS;
    if (opens >= patience) {
      throw this.#refusal();
    }
    return opens - Date.now();
  }

  /** True where who has waited since then waited most of it for a silence. */
  silentMostOf(sinceMs: number): boolean {
    return this.#gate.closedMostOf(sinceMs);
  }

  /** What a call is told that waited for the silence until its time was up. */
  refusal(sinceMs: number): AttemptFailure | undefined {
    return this.silentMostOf(sinceMs) ? this.#refusal() : undefined;
  }

  /**
   * Waits for a place under the configured rate.
   *
   * @throws AttemptFailure `timeout` where that place is after the deadline
   */
  async underRate(signal: AbortSignal, deadline: number): Promise<void> {
    const { coordination, requestsPerSecond } = this.#options;
    if (requestsPerSecond === undefined) {
      return;
    }
    const wait =
      (await coordination.reserve(requestsPerSecond)) ??
      this.#pacer.reserve(requestsPerSecond / coordination.instances());
    if (Date.now() + wait >= deadline) {
      throw new AttemptFailure('timeout');
    }
    if (wait > 0) {
      await sleep(wait, signal);
    }
  }

  /** The source answered: the next silence of our own is a short one again. */
  noteSuccess(): void {
    this.#ownHolds = 0;
  }

  /** Takes from a failure how long to be silent, and tells the others. */
  noteFailure(failure: AttemptFailure): void {
    if (failure.retryAt && failure.retryAt.getTime() > Date.now()) {
      this.#announced = failure.retryAt;
      this.#hold(failure.retryAt.getTime());
    } else if (
      failure.reason === 'rate_limited' &&
      // Several calls of one burst are refused together: that is one refusal.
      this.#gate.closedUntil() === undefined
    ) {
      // No date given, or one that is over: each further refusal doubles the
      // silence.
      const hold = FIRST_OWN_HOLD_MS * 2 ** Math.min(this.#ownHolds, 10);
      this.#ownHolds += 1;
      this.#announced = undefined;
      this.#hold(Date.now() + Math.min(hold, LONGEST_OWN_HOLD_MS));
    }
  }

  #refusal(): AttemptFailure {
    // A date that is over tells nobody when to come back.
    const retryAt =
      this.#announced && this.#announced.getTime() > Date.now()
        ? this.#announced
        : undefined;
    return new AttemptFailure('rate_limited', { retryAt });
  }

  #hold(untilMs: number): void {
    this.#options.coordination.hold(this.#gate.holdUntil(untilMs));
  }
}
