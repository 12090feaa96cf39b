import type { SourceFailure } from '@customer-360/backstage-plugin-customer-360-common';

/**
 * Why a read gave nothing. `not_found`: the linked id does not exist there (any
 * more). `no_access`: the vendor hides it from our own account.
 *
 * @public
 */
export type SourceErrorReason = SourceFailure;

/**
 * The only error that crosses a source's border. It holds a word of a closed
 * set and nothing of the vendor: no text, no status, no cause, so that no
 * secret can travel with it.
 *
 * @public
 */
export class SourceError extends Error {
  readonly reason: SourceErrorReason;
  /** When the vendor said it may be asked again. */
  readonly retryAt?: Date;

  constructor(reason: SourceErrorReason, options?: { retryAt?: Date }) {
    super(`The source could not be read: ${reason}`);
    this.name = 'SourceError';
    this.reason = reason;
    this.retryAt = options?.retryAt;
  }

  /** True for a SourceError, also one made by another copy of this package. */
  static is(error: unknown): error is SourceError {
    return (
      error instanceof SourceError ||
      (error instanceof Error &&
        error.name === 'SourceError' &&
        'reason' in error)
    );
  }
}
