import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';
import type { SourceSessions } from './SourceSessions';

/** Why a source has no answer in time, and from when on it may have one. */
export interface Lateness {
  readonly reason: Extract<SourceErrorReason, 'timeout' | 'rate_limited'>;
  readonly retryAt?: Date;
}

/** A source that asked for silence is not slow: we wait for it to be over. */
export function whyLate(
  sessions: SourceSessions,
  sourceId: string,
  since: Date,
): Lateness {
  return sessions.wasHeldMostOf(sourceId, since)
    ? {
        reason: 'rate_limited',
        retryAt: sessions.statusOf(sourceId)?.heldUntil,
      }
    : { reason: 'timeout' };
}
