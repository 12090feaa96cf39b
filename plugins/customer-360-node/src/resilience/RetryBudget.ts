/** @internal */
export interface RetryBudgetOptions {
  /** What each first attempt adds; a retry costs 1. */
  readonly perAttempt: number;
  readonly initial: number;
  readonly max: number;
}

// No more than one is saved up: the breaker opens after ten failures, and until
// then attempts are to stay below 1.2 per call.
const DEFAULTS: RetryBudgetOptions = { perAttempt: 0.1, initial: 1, max: 1 };

/**
 * Keeps retries a small share of the calls: while a source answers, every call
 * earns a tenth of a retry; when all fail, the savings are soon used up and
 * the load on the source stays near one attempt per call, however many callers
 * there are.
 *
 * @internal
 */
export class RetryBudget {
  readonly #options: RetryBudgetOptions;
  #balance: number;

  constructor(options: Partial<RetryBudgetOptions> = {}) {
    this.#options = { ...DEFAULTS, ...options };
    this.#balance = this.#options.initial;
  }

  /** Counts a first attempt. */
  deposit(): void {
    this.#balance = Math.min(
      this.#options.max,
      this.#balance + this.#options.perAttempt,
    );
  }

  /** Takes one retry, or says that there is none left. */
  withdraw(): boolean {
    if (this.#balance < 1) {
      return false;
    }
    this.#balance -= 1;
    return true;
  }
}
