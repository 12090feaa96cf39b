import {
  bulkhead,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  isBrokenCircuitError,
  isBulkheadRejectedError,
  noJitterGenerator,
  type BulkheadPolicy,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { SourceError, type SourceErrorReason } from '../source/SourceError';
import { sleep, untilAborted } from './abort';
import { AttemptFailure } from './AttemptFailure';
import { RateLimitGate } from './RateLimitGate';
import { RatePacer } from './RatePacer';
import { RetryBudget } from './RetryBudget';
import type { SourceMetrics } from './SourceMetrics';
import type { TransportLimits } from './TransportLimits';

/** @internal */
export interface SourceGuardOptions {
  readonly source: string;
  readonly limits: TransportLimits;
  readonly metrics?: SourceMetrics;
  /** 0 to 1, for the jitter. */
  readonly random?: () => number;
}

/** @internal */
export interface GuardedCall {
  readonly operation: string;
  readonly signal: AbortSignal;
  /** True where doing it twice is the same as doing it once. */
  readonly repeatable: boolean;
}

const FAILURES_TO_OPEN = 10;
const FIRST_OPEN_MS = 5_000;
const LONGEST_OPEN_MS = 60_000;
const QUEUE_PER_SLOT = 25;
const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 2_000;
/** Nobody in front of a page waits longer than this for a vendor's limit. */
const LONGEST_RATE_WAIT_MS = 1_500;
const FIRST_OWN_HOLD_MS = 500;
const LONGEST_OWN_HOLD_MS = 30_000;
const ILLNESSES: ReadonlySet<SourceErrorReason> = new Set([
  'timeout',
  'network',
  'upstream',
]);

/**
 * What stands between all readers and one source: at most so many calls at
 * once, none while the source is ill or has asked for silence, one retry layer
 * with a budget. Lives as long as the source does.
 *
 * @internal
 */
export class SourceGuard {
  readonly #source: string;
  readonly #limits: TransportLimits;
  readonly #metrics?: SourceMetrics;
  readonly #random: () => number;
  readonly #bulkhead: BulkheadPolicy;
  readonly #breaker: CircuitBreakerPolicy;
  readonly #budget = new RetryBudget();
  readonly #gate = new RateLimitGate();
  readonly #pacer?: RatePacer;
  #ownHolds = 0;
  #announced?: Date;
  #illness: SourceErrorReason = 'upstream';

  constructor(options: SourceGuardOptions) {
    this.#source = options.source;
    this.#limits = options.limits;
    this.#metrics = options.metrics;
    this.#random = options.random ?? Math.random;
    this.#bulkhead = bulkhead(
      options.limits.maxConcurrent,
      options.limits.maxConcurrent * QUEUE_PER_SLOT,
    );
    this.#breaker = circuitBreaker(
      handleWhen(error => error instanceof AttemptFailure && error.unhealthy),
      {
        breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
        halfOpenAfter: new ExponentialBackoff({
          initialDelay: FIRST_OPEN_MS,
          maxDelay: LONGEST_OPEN_MS,
          generator: noJitterGenerator,
        }),
      },
    );
    this.#pacer =
      options.limits.requestsPerSecond === undefined
        ? undefined
        : new RatePacer(options.limits.requestsPerSecond);
  }

  /**
   * Runs one call with its retries inside the total time.
   *
   * @throws SourceError and nothing else
   */
  async run<T>(
    call: GuardedCall,
    fn: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const deadline = Date.now() + this.#limits.totalTimeoutMs;
    const signal = AbortSignal.any([
      call.signal,
      AbortSignal.timeout(this.#limits.totalTimeoutMs),
    ]);
    const attempts = call.repeatable ? this.#limits.maxAttempts : 1;
    this.#budget.deposit();
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#awaitTurn(signal, deadline);
        return await this.#attempt(call.operation, attempt, signal, fn);
      } catch (error) {
        const failure = asFailure(error, signal);
        const wait = this.#backoff(attempt);
        if (
          !failure.retryable ||
          attempt >= attempts ||
          signal.aborted ||
          Date.now() + wait >= deadline ||
          !this.#budget.withdraw()
        ) {
          throw failure.toSourceError();
        }
        try {
          await sleep(wait, signal);
        } catch {
          throw failure.toSourceError();
        }
      }
    }
  }

  async #awaitTurn(signal: AbortSignal, deadline: number): Promise<void> {
    const until = this.#gate.closedUntil();
    if (until) {
      // Full jitter, or all that waited would arrive in the same millisecond.
      const opens = until.getTime() + this.#random() * 250;
      if (opens >= Math.min(deadline, Date.now() + LONGEST_RATE_WAIT_MS)) {
        throw new AttemptFailure('rate_limited', { retryAt: this.#announced });
      }
      await sleep(opens - Date.now(), signal);
    }
    await this.#pacer?.wait(signal);
  }

  /** Full jitter: anything between nothing and the exponential step. */
  #backoff(attempt: number): number {
    return (
      this.#random() *
      Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1))
    );
  }

  #attempt<T>(
    operation: string,
    attempt: number,
    signal: AbortSignal,
    fn: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const answer = new Promise<T>((resolve, reject) => {
      // The slot is held until the work has really ended, also where it goes on
      // after its deadline: what is still running is still load.
      this.#bulkhead
        .execute(async () => {
          let work: Promise<T> | undefined;
          try {
            resolve(
              await this.#throughBreaker(() => {
                signal.throwIfAborted();
                work = fn(signal);
                return this.#measured(operation, attempt, signal, work);
              }),
            );
          } catch (error) {
            reject(error);
          }
          await work?.catch(() => undefined);
        }, signal)
        .catch(reject);
    });
    return untilAborted(answer, signal);
  }

  async #throughBreaker<T>(fn: () => Promise<T>): Promise<T> {
    if (this.#breaker.state === CircuitState.HalfOpen) {
      // One probe is under way; the others do not wait for what it finds.
      throw new AttemptFailure(this.#illness);
    }
    try {
      return await this.#breaker.execute(fn);
    } catch (error) {
      throw isBrokenCircuitError(error)
        ? new AttemptFailure(this.#illness)
        : error;
    }
  }

  async #measured<T>(
    operation: string,
    attempt: number,
    signal: AbortSignal,
    work: Promise<T>,
  ): Promise<T> {
    const startedAt = performance.now();
    const report = (outcome: 'ok' | SourceErrorReason) =>
      this.#metrics?.onAttempt({
        source: this.#source,
        operation,
        attempt,
        outcome,
        durationMs: performance.now() - startedAt,
      });
    try {
      const value = await untilAborted(work, signal);
      this.#ownHolds = 0;
      report('ok');
      return value;
    } catch (error) {
      let failure = asFailure(error, signal);
      if (
        failure.reason === 'timeout' &&
        performance.now() - startedAt < this.#fairChanceMs()
      ) {
        // The read was nearly over when this attempt began: its end says
        // nothing about the source.
        failure = new AttemptFailure('timeout');
      }
      this.#note(failure);
      report(failure.reason);
      throw failure;
    }
  }

  #fairChanceMs(): number {
    return Math.min(1_000, this.#limits.totalTimeoutMs / 2);
  }

  #note(failure: AttemptFailure): void {
    if (failure.unhealthy) {
      this.#illness = failure.reason;
    }
    if (failure.retryAt) {
      this.#announced = failure.retryAt;
      this.#gate.holdUntil(failure.retryAt);
    } else if (
      failure.reason === 'rate_limited' &&
      // Several calls of one burst are refused together: that is one refusal.
      this.#gate.closedUntil() === undefined
    ) {
      // No date given: each further refusal doubles the silence.
      const hold = FIRST_OWN_HOLD_MS * 2 ** Math.min(this.#ownHolds, 10);
      this.#ownHolds += 1;
      this.#announced = undefined;
      this.#gate.holdUntil(
        new Date(Date.now() + Math.min(hold, LONGEST_OWN_HOLD_MS)),
      );
    }
  }
}

/**
 * An abort is the deadline, a `SourceError` from within keeps its reason, a full
 * queue is a wait that would be too long, and anything else is the other
 * side's fault.
 */
function asFailure(error: unknown, signal: AbortSignal): AttemptFailure {
  if (error instanceof AttemptFailure) {
    return error;
  }
  if (SourceError.is(error)) {
    return new AttemptFailure(error.reason, {
      retryAt: error.retryAt,
      unhealthy: ILLNESSES.has(error.reason),
    });
  }
  if (isBulkheadRejectedError(error)) {
    return new AttemptFailure('timeout');
  }
  return new AttemptFailure(signal.aborted ? 'timeout' : 'upstream', {
    unhealthy: true,
  });
}
