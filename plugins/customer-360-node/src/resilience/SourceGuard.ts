import { bulkhead, type BulkheadPolicy } from 'cockatiel';
import type { SourceErrorReason } from '../source/SourceError';
import { sleep, untilAborted } from './abort';
import { asAttemptFailure } from './asAttemptFailure';
import { AttemptFailure } from './AttemptFailure';
import { BoundedCoordination } from './BoundedCoordination';
import type { CallSlots } from './CallSlots';
import { CallTurns } from './CallTurns';
import { RetryBudget } from './RetryBudget';
import { SourceBreaker } from './SourceBreaker';
import type { SourceCoordination } from './SourceCoordination';
import { loopWatch } from './LoopWatch';
import type { SourceMetrics } from './SourceMetrics';
import type { SourceTracer } from './SourceTracer';
import type { BreakerState } from './SourceTransportStatus';
import type { TransportLimits } from './TransportLimits';

/** @internal */
export interface SourceGuardOptions {
  readonly source: string;
  readonly credentialScope: string;
  readonly limits: TransportLimits;
  readonly metrics?: SourceMetrics;
  readonly tracer?: SourceTracer;
  readonly coordination?: SourceCoordination;
  readonly overall?: CallSlots;
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

interface Attempt {
  readonly operation: string;
  readonly attempt: number;
  readonly signal: AbortSignal;
  /** When the call began, all its attempts included. */
  readonly begunAt: number;
  readonly deadline: number;
}

const QUEUE_PER_SLOT = 25;
/** So long out of hearing, a process cannot tell who was late. */
const STUCK_MS = 500;
const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 2_000;

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
  readonly #tracer?: SourceTracer;
  readonly #overall?: CallSlots;
  readonly #random: () => number;
  readonly #bulkhead: BulkheadPolicy;
  readonly #breaker: SourceBreaker;
  readonly #loop = loopWatch();
  readonly #budget = new RetryBudget();
  readonly #turns: CallTurns;

  constructor(options: SourceGuardOptions) {
    this.#source = options.source;
    this.#limits = options.limits;
    this.#metrics = options.metrics;
    this.#tracer = options.tracer;
    this.#overall = options.overall;
    this.#random = options.random ?? Math.random;
    this.#bulkhead = bulkhead(
      options.limits.maxConcurrent,
      options.limits.maxConcurrent * QUEUE_PER_SLOT,
    );
    this.#breaker = new SourceBreaker(state =>
      this.#metrics?.onBreaker?.({ source: this.#source, state }),
    );
    const { source, credentialScope } = options;
    this.#turns = new CallTurns({
      coordination: new BoundedCoordination(
        { source, credentialScope },
        options.coordination,
      ),
      requestsPerSecond: options.limits.requestsPerSecond,
      random: this.#random,
    });
  }

  get breaker(): BreakerState {
    return this.#breaker.state;
  }

  load(): { running: number; waiting: number; slots: number } {
    const slots = this.#limits.maxConcurrent;
    return {
      running: slots - this.#bulkhead.executionSlots,
      waiting: slots * QUEUE_PER_SLOT - this.#bulkhead.queueSlots,
      slots,
    };
  }

  heldUntil(): Date | undefined {
    return this.#turns.closedUntil();
  }

  heldMostOf(since: Date): boolean {
    return this.#turns.silentMostOf(since.getTime());
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
    const begunAt = Date.now();
    const deadline = begunAt + this.#limits.totalTimeoutMs;
    const signal = AbortSignal.any([
      call.signal,
      AbortSignal.timeout(this.#limits.totalTimeoutMs),
    ]);
    const attempts = call.repeatable ? this.#limits.maxAttempts : 1;
    this.#budget.deposit();
    for (let attempt = 1; ; attempt++) {
      try {
        // Who cannot be served takes no place in the queue.
        this.#breaker.refuse();
        this.#turns.pauseWithin(this.#turns.patience(deadline));
        return await this.#attempt(
          { operation: call.operation, attempt, signal, begunAt, deadline },
          fn,
        );
      } catch (error) {
        const failure = asAttemptFailure(error, signal);
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

  /** Full jitter: anything between nothing and the exponential step. */
  #backoff(attempt: number): number {
    return (
      this.#random() *
      Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1))
    );
  }

  #attempt<T>(
    attempt: Attempt,
    fn: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { signal, begunAt, deadline } = attempt;
    let work: Promise<T> | undefined;
    const answer = new Promise<T>((resolve, reject) => {
      // The slots are held until the work has really ended, also where it goes
      // on after its deadline: what is still running is still load.
      this.#bulkhead
        .execute(async () => {
          let leave: (() => void) | undefined;
          try {
            leave = await this.#enter(signal, deadline);
            resolve(
              await this.#breaker.run(() =>
                this.#traced(attempt, () => {
                  signal.throwIfAborted();
                  work = (async () => fn(signal))();
                  return this.#measured(attempt, work);
                }),
              ),
            );
          } catch (error) {
            reject(error);
          }
          await work?.catch(() => undefined);
          leave?.();
        }, signal)
        .catch(reject);
    });
    return untilAborted(answer, signal).catch(error => {
      // What was never asked was not late: it waited for the silence to end.
      throw (!work && signal.aborted && this.#turns.refusal(begunAt)) || error;
    });
  }

  /**
   * Waits for the call's turn, in a place of the bulkhead: what has waited in
   * the queue must know of a silence that began meanwhile.
   *
   * @returns to be called when the work has ended
   */
  async #enter(signal: AbortSignal, deadline: number): Promise<() => void> {
    signal.throwIfAborted();
    this.#breaker.refuse();
    await this.#turns.underRate(signal, deadline);
    const patience = this.#turns.patience(deadline);
    for (;;) {
      await this.#turns.afterSilence(signal, patience);
      const leave = await this.#overall?.take(signal);
      if (!this.#turns.closedUntil()) {
        return leave ?? (() => undefined);
      }
      leave?.();
    }
  }

  #traced<T>(attempt: Attempt, fn: () => Promise<T>): Promise<T> {
    return this.#tracer
      ? this.#tracer.span(
          'customer360.source.request',
          {
            source: this.#source,
            operation: attempt.operation,
            attempt: attempt.attempt,
          },
          fn,
        )
      : fn();
  }

  async #measured<T>(
    { operation, attempt, signal }: Attempt,
    work: Promise<T>,
  ): Promise<T> {
    const startedAt = performance.now();
    const stuckBefore = this.#loop.stuckMs;
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
      this.#turns.noteSuccess();
      report('ok');
      return value;
    } catch (error) {
      let failure = asAttemptFailure(error, signal);
      const stuck = this.#loop.stuckMs - stuckBefore;
      if (
        failure.reason === 'timeout' &&
        (performance.now() - startedAt - stuck < this.#fairChanceMs() ||
          stuck > STUCK_MS)
      ) {
        // The read was nearly over when this attempt began, or we were too busy
        // to hear the answer: that says nothing about the source.
        failure = new AttemptFailure('timeout');
      }
      this.#turns.noteFailure(failure);
      report(failure.reason);
      throw failure;
    }
  }

  #fairChanceMs(): number {
    return Math.min(1_000, this.#limits.totalTimeoutMs / 2);
  }
}
