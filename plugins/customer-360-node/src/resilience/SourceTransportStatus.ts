import type { SourceQuota } from '../http/SourceQuota';

/**
 * `open`: the source failed again and again and is not called. `half_open`: one
 * call finds out whether it is back.
 *
 * @public
 */
export type BreakerState = 'closed' | 'open' | 'half_open';

/** How the way to a source is now, as seen by this process. @public */
export interface SourceTransportStatus {
  readonly breaker: BreakerState;
  /** Set while the source is not called because it asked for silence. */
  readonly heldUntil?: Date;
  /** What the newest answer that spoke of it said. */
  readonly quota?: SourceQuota;
  /** When the first certificate of its servers ends, as last seen. */
  readonly certificateUntil?: Date;
  /** Calls under way, and those that wait for a place among them. */
  readonly load?: {
    readonly running: number;
    readonly waiting: number;
    /** How many may be under way. */
    readonly slots: number;
  };
}
