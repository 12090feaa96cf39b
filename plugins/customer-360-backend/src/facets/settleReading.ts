import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';
import type { CachedReading } from './FacetCache';
import type { FillOutcome } from './FacetFiller';
import type { AccountReading } from './readings';

/**
 * What is shown of a facet, from how its read went and what was known before:
 * a new reading; else an older usable one, marked with why there is no new one;
 * else why there is nothing. Pure.
 */
export function settleReading(options: {
  account: string;
  /** Undefined when no read was needed or it is late. */
  outcome?: FillOutcome;
  /** The cached reading, if it is usable at all. */
  known?: CachedReading;
  /** Why it was not even asked again. */
  failure?: SourceErrorReason;
  now: number;
}): AccountReading {
  const { account, outcome, known, now } = options;
  if (outcome?.ok) {
    return { kind: 'read', account, reading: outcome.reading };
  }
  if (outcome === undefined && known && known.freshUntil > now) {
    return { kind: 'read', account, reading: known };
  }
  const reason = outcome?.reason ?? options.failure ?? 'timeout';
  if (
    known &&
    reason !== 'not_found' &&
    reason !== 'no_access' &&
    reason !== 'identity_mismatch'
  ) {
    return { kind: 'read', account, reading: known, staleBecause: reason };
  }
  return { kind: 'failed', account, reason };
}
