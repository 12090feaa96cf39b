import type { SourceErrorReason } from '../source/SourceError';
import type { BreakerState } from './SourceTransportStatus';

/**
 * One attempt to reach a source. Holds nothing of a customer.
 *
 * @public
 */
export interface SourceAttempt {
  /** Source id. */
  readonly source: string;
  /** `subscriptions.list`: a name from the module's code, never an id. */
  readonly operation: string;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly outcome: 'ok' | SourceErrorReason;
  /** In the source, without waiting for a turn. */
  readonly durationMs: number;
}

/** The breaker of a source changed its state. @public */
export interface SourceBreakerChange {
  /** Source id. */
  readonly source: string;
  readonly state: BreakerState;
}

/** Where the transport reports what it does. @public */
export interface SourceMetrics {
  onAttempt(attempt: SourceAttempt): void;
  onBreaker?(change: SourceBreakerChange): void;
}
