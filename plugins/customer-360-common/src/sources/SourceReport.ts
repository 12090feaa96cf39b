import type { UnavailableReason } from '../view/FacetView';

/**
 * How a read ended otherwise than well. `not_found`: the linked id does not exist
 * there. `no_access`: the vendor hides it from our own account.
 *
 * @public
 */
export type SourceFailure = UnavailableReason | 'not_found' | 'no_access';

/** What an instance has seen of a source in the last sixty minutes. @public */
export interface SourceLastHour {
  /** Reads of a facet of an account, all of them. */
  readonly reads: number;
  /** By class, the most frequent first; none that is 0. */
  readonly failures: ReadonlyArray<{
    readonly reason: SourceFailure;
    readonly count: number;
  }>;
  /** Reads with records or fields missing, by facet; none that is 0. */
  readonly drifts: ReadonlyArray<{
    readonly facet: string;
    readonly count: number;
  }>;
}

/**
 * Something without which a source cannot be read once it ends. `credential`: as
 * config says. `certificate`: the first of the source's servers.
 *
 * @public
 */
export interface SourceExpiry {
  readonly what: 'credential' | 'certificate';
  /** ISO 8601 UTC. */
  readonly at: string;
  /**
   * `soon`: in at most 30 days for a credential, which we renew, and 14 for a
   * certificate, which the source does.
   */
  readonly state: 'good' | 'soon' | 'past';
}

/** Customers who have an account at a source. @public */
export interface SourceReachReport {
  readonly customers: number;
  /** ISO 8601 UTC. */
  readonly countedAt: string;
}

/** What the vendor last said is left of its limit. @public */
export interface SourceQuotaReport {
  readonly remaining: number;
  readonly limit?: number;
  /** ISO 8601 UTC. */
  readonly resetAt?: string;
  readonly readAt: string;
}

/**
 * How a source tells of changes. Nothing of a customer, and no id, is in it.
 *
 * @public
 */
export interface SourceWebhookReport {
  /** Events whose effect is not durable yet. */
  readonly waiting: number;
  /** ISO 8601 UTC. */
  readonly oldestWaitingAt?: string;
  /** Given up. */
  readonly dead: number;
  /** Absent where nothing was ever told. ISO 8601 UTC. */
  readonly lastReceivedAt?: string;
  /**
   * How long ago what was told last happened at the source, in milliseconds:
   * grows while a vendor is silent.
   */
  readonly lagMs?: number;
  /** Deliveries that this instance has not taken since it started. */
  readonly refused: Readonly<
    Record<'signature' | 'too_old' | 'malformed' | 'other_account', number>
  >;
}

/** How a bulk read is, over all instances. Times are ISO 8601 UTC. @public */
export interface SourceSyncReport {
  readonly bulk: string;
  readonly mode: 'snapshot' | 'changes';
  readonly everySeconds: number;
  /** `late`: no whole round has come for more than three times as long. */
  readonly state: 'ok' | 'late' | 'failing' | 'unknown';
  readonly failing?: SourceFailure;
  readonly lastSuccessAt?: string;
  readonly lastFailureAt?: string;
  /** How far what is shown is behind the source at the most. */
  readonly lagSeconds?: number;
  readonly rows: number;
  /** Pages of the round under way. */
  readonly pages: number;
  /** How often it had to begin anew. */
  readonly restarts: number;
  /** Rounds that suddenly listed too little. */
  readonly refusedRounds: number;
  readonly refusedAt?: string;
  /** What webhooks had not told of, by the last nightly count. */
  readonly missed?: { readonly count: number; readonly countedAt: string };
}

/**
 * How the latest whole listing of customers ended that a source gave to the
 * catalog.
 *
 * @public
 */
export interface SourceIngestionReport {
  /** ISO 8601 UTC. */
  readonly endedAt: string;
  /** Accounts that the source listed. */
  readonly listed: number;
  /** Customers of the source in the catalog. */
  readonly customers: number;
  /**
   * Those who would have left the catalog and were kept, because so many at once
   * are likelier a mistake; 0 where nothing was refused.
   */
  readonly kept: number;
}

/**
 * How a source is. What is read at the page is as the instance that answers has
 * seen it since it started; webhooks, bulk reads and reach are of all instances.
 *
 * @public
 */
export interface SourceReport {
  readonly id: string;
  /** Vendor: `stripe`. */
  readonly type: string;
  readonly title: string;
  readonly facets: readonly string[];
  /** `unknown` until it has been asked. */
  readonly state: 'ok' | 'failing' | 'unknown';
  /** Class of the latest failure; absent once a read has gone well again. */
  readonly failing?: SourceFailure;
  /** ISO 8601 UTC. */
  readonly lastSuccessAt?: string;
  readonly lastFailureAt?: string;
  /** Facets in whose latest reading something was missing. */
  readonly drifting: readonly string[];
  readonly lastHour: SourceLastHour;
  /** `open`: it failed again and again and is left alone for a while. */
  readonly breaker: 'closed' | 'open' | 'half_open';
  /** Until when the source asked not to be called. ISO 8601 UTC. */
  readonly heldUntil?: string;
  readonly quota?: SourceQuotaReport;
  /** Absent where the vendor tells of nothing. */
  readonly webhook?: SourceWebhookReport;
  readonly sync: readonly SourceSyncReport[];
  /** Absent where no customers enter the catalog from it. */
  readonly ingestion?: SourceIngestionReport;
  /** Absent before all customers have been gone through once. */
  readonly reach?: SourceReachReport;
  /** The first to end comes first. */
  readonly expires: readonly SourceExpiry[];
}
