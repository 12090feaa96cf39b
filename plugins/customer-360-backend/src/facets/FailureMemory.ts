import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';
import { LRUCache } from 'lru-cache';

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

/** Remembers for a moment what could not be read. */
export class FailureMemory {
  readonly #now: () => number;
  readonly #failures = new LRUCache<
    string,
    RememberedFailure & { until: number }
  >({ max: MAX_FAILURES });

  constructor(options: { now: () => number }) {
    this.#now = options.now;
  }

  get(key: string): RememberedFailure | undefined {
    const failure = this.#failures.get(key);
    return failure && failure.until > this.#now() ? failure : undefined;
  }

  remember(key: string, reason: SourceErrorReason, retryAt?: Date): void {
    const now = this.#now();
    const answered = reason === 'not_found' || reason === 'no_access';
    const least = now + (answered ? ANSWERED_MS : FAILED_MS);
    this.#failures.set(key, {
      reason,
      at: now,
      until: Math.max(
        least,
        Math.min(retryAt?.getTime() ?? 0, now + MAX_RETRY_MS),
      ),
    });
  }

  forget(key: string): void {
    this.#failures.delete(key);
  }
}
