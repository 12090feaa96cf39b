import { SourceError, type SourceErrorReason } from '../source/SourceError';

/**
 * Why one attempt failed, with what the retry layer and the breaker need to
 * know. It never leaves this package: `toSourceError` drops all but the reason.
 *
 * @internal
 */
export class AttemptFailure extends Error {
  readonly reason: SourceErrorReason;
  /** True where another attempt of a read may help. */
  readonly retryable: boolean;
  /**
   * True where the source itself is ill. A rate limit, a missing right or a
   * bad request of ours says nothing about its health and never opens the
   * breaker.
   */
  readonly unhealthy: boolean;
  readonly retryAt?: Date;

  constructor(
    reason: SourceErrorReason,
    options: { retryable?: boolean; unhealthy?: boolean; retryAt?: Date } = {},
  ) {
    super(reason);
    this.name = 'AttemptFailure';
    this.reason = reason;
    this.retryable = options.retryable ?? false;
    this.unhealthy = options.unhealthy ?? false;
    this.retryAt = options.retryAt;
  }

  toSourceError(): SourceError {
    return new SourceError(this.reason, { retryAt: this.retryAt });
  }
}
