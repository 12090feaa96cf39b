import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';
import type { Lateness } from '../sources/whyLate';
import type { FillOutcome } from './FacetFiller';
import type { PackedReading } from './PackedReading';
import type { AccountReading } from './readings';

/** How a reading stands towards what is asked for now. */
export type Standing =
  /** Current and fresh. */
  | 'fresh'
  /** Nothing has made it worthless; it is due to be read again. */
  | 'expired'
  /** A change has been acknowledged since: shown only where nothing newer comes. */
  | 'superseded'
  /** None, or too old to be shown at all. */
  | 'none';

export function standingOf(
  reading: PackedReading | undefined,
  generation: number,
  now: number,
): Standing {
  if (!reading || reading.usableUntil <= now) {
    return 'none';
  }
  if (reading.generation < generation) {
    return 'superseded';
  }
  return reading.freshUntil > now ? 'fresh' : 'expired';
}

/**
 * What is shown of a facet, from how its read went and what was known before:
 * a new reading; else an older usable one, marked with why there is no new one;
 * else why there is nothing. Pure.
 */
export function settleReading(options: {
  account: string;
  generation: number;
  /** Undefined when no read was needed or it has not ended. */
  outcome?: FillOutcome;
  /** Why a read that is under way has not ended. */
  late?: Lateness['reason'];
  known?: PackedReading;
  /** Why it was not even asked again. */
  failure?: SourceErrorReason;
  now: number;
}): AccountReading<PackedReading> {
  const { account, outcome, generation, now } = options;
  if (outcome?.ok) {
    return { kind: 'read', account, reading: outcome.reading };
  }
  // What bulk reads brought beats an older read where there is no new one.
  const known = outcome?.instead ?? options.known;
  const standing = standingOf(known, generation, now);
  if (outcome === undefined && known && standing === 'fresh') {
    return { kind: 'read', account, reading: known };
  }
  const reason = outcome?.reason ?? options.failure;
  const late = options.late ?? 'timeout';
  if (known && standing !== 'none' && !isVoiding(reason)) {
    return {
      kind: 'read',
      account,
      reading: known,
      // What was expected to be read by now is late.
      stale: reason ?? (standing === 'expired' ? 'renewing' : late),
    };
  }
  return { kind: 'failed', account, reason: reason ?? late };
}

type VoidingReason = 'not_found' | 'no_access' | 'identity_mismatch';

/** After these an older reading must not be shown: it is known to be wrong. */
export function isVoiding(
  reason: SourceErrorReason | undefined,
): reason is VoidingReason {
  return (
    reason === 'not_found' ||
    reason === 'no_access' ||
    reason === 'identity_mismatch'
  );
}
