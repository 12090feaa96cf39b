import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock/SharedClock';
import type { SharedSlot } from '../shared/SharedReadings';

const MAX_FAILURES = 20_000;
/** A failing source is asked again after this, not with every view. */
const FAILED_MS = 5_000;
/** "There is none" and "we may not" are answers, and change seldom. */
const ANSWERED_MS = 60_000;
/** However late a vendor wants to be asked again, somebody may have mended it. */
const MAX_RETRY_MS = 60_000;

/** Why something could not be read, and when that was found. */
export interface RememberedFailure {
  readonly reason: SourceErrorReason;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/**
 * Remembers for a moment what could not be read. A failure belongs to a
 * generation: after a change the source is asked again.
 */
export class FailureMemory {
  readonly #clock: Clock;
  readonly #failures = new LRUCache<
    string,
    RememberedFailure & { until: number }
  >({ max: MAX_FAILURES });

  constructor(options: { clock: Clock }) {
    this.#clock = options.clock;
  }

  get(slot: SharedSlot): RememberedFailure | undefined {
    const failure = this.#failures.get(nameOf(slot));
    return failure && failure.until > this.#clock.now() ? failure : undefined;
  }

  /** @returns for how many milliseconds the source is not asked again */
  remember(
    slot: SharedSlot,
    reason: SourceErrorReason,
    retryAt?: Date,
  ): number {
    const now = this.#clock.now();
    const answered = reason === 'not_found' || reason === 'no_access';
    const until = Math.max(
      now + (answered ? ANSWERED_MS : FAILED_MS),
      Math.min(retryAt?.getTime() ?? 0, now + MAX_RETRY_MS),
    );
    this.#failures.set(nameOf(slot), { reason, at: now, until });
    return until - now;
  }

  forget(slot: SharedSlot): void {
    this.#failures.delete(nameOf(slot));
  }
}

function nameOf({ key, generation }: SharedSlot): string {
  return `${key}@${generation}`;
}
