import {
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleWhen,
  isBrokenCircuitError,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import type { SourceErrorReason } from '../source/SourceError';
import { AttemptFailure } from './AttemptFailure';
import type { BreakerState } from './SourceTransportStatus';

const FAILURES_TO_OPEN = 10;
const FIRST_OPEN_MS = 5_000;
const LONGEST_OPEN_MS = 60_000;
const STATES: Record<CircuitState, BreakerState> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
};

/**
 * Stops calling a source that is ill, and finds out with one probe at a time
 * whether it is back.
 *
 * @internal
 */
export class SourceBreaker {
  readonly #breaker: CircuitBreakerPolicy;
  #illness: SourceErrorReason = 'upstream';
  #probeAt = 0;

  constructor(onChange: (state: BreakerState) => void) {
    this.#breaker = circuitBreaker(
      handleWhen(error => error instanceof AttemptFailure && error.unhealthy),
      {
        breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
        halfOpenAfter: new DelegateBackoff(({ attempt }) => {
          const wait = Math.min(
            LONGEST_OPEN_MS,
            FIRST_OPEN_MS * 2 ** (attempt - 1),
          );
          this.#probeAt = Date.now() + wait;
          return wait;
        }),
      },
    );
    this.#breaker.onStateChange(state => onChange(STATES[state]));
  }

  get state(): BreakerState {
    return STATES[this.#breaker.state];
  }

  /**
   * Says at once what `run` would say after the call has waited for its turn.
   *
   * @throws AttemptFailure with what the source is ill with
   */
  refuse(): void {
    const { state } = this.#breaker;
    if (
      // One probe is under way; the others do not wait for what it finds.
      state === CircuitState.HalfOpen ||
      (state === CircuitState.Open && Date.now() < this.#probeAt)
    ) {
      throw new AttemptFailure(this.#illness);
    }
  }

  /**
   * @throws AttemptFailure as `refuse` does, or what `fn` throws
   */
  async run<T>(fn: () => Promise<T>): Promise<T> {
    this.refuse();
    try {
      return await this.#breaker.execute(fn);
    } catch (error) {
      if (isBrokenCircuitError(error)) {
        throw new AttemptFailure(this.#illness);
      }
      if (error instanceof AttemptFailure && error.unhealthy) {
        this.#illness = error.reason;
      }
      throw error;
    }
  }
}
