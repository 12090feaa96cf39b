/**
 * What a row of the ledger is about: what somebody asked for, and what the
 * service itself put on record.
 *
 * @public
 */
export const LEDGER_RECORD_KINDS = [
  'view',
  'facet',
  'refresh',
  'stream',
  'brief',
  'since_look',
  'lookup',
  'by_id',
  'access',
  'ledger',
  'ledger_export',
  'ledger_verify',
  'ledger_usage',
  'grant',
  'grant_list',
  'break_glass',
  'link',
  'link_list',
  'orphan_list',
  'alert',
  'observations_erase',
  'portfolio',
  'portfolio_export',
  'alarm',
  'ledger_alarm',
  'roles_changed',
  'sealed',
] as const;

/** @public */
export type LedgerRecordKind = (typeof LEDGER_RECORD_KINDS)[number];

/** A row of the ledger, for those who may read it. @public */
export interface LedgerRecord {
  /** The chain that it stands in. */
  readonly chain: string;
  /** From 1, without a gap in its chain. */
  readonly seq: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** One of {@link LEDGER_RECORD_KINDS}, or of a service newer than this. */
  readonly kind: string;
  /** `shown`, `denied`, or `none` for what the service itself put on record. */
  readonly outcome: string;
  /** Left out for who has been forgotten, and for the service itself. */
  readonly person?: string;
  /** Role through whose eyes somebody looked: `csm:own`. */
  readonly actingAs?: string;
  /** `customer:default/cus-8f3a1c` */
  readonly customer?: string;
  /** Ref of whom of the people it is about: whose rows somebody searched for. */
  readonly subject?: string;
  /** `full`, `summary` or `none`, by facet. */
  readonly facets: Readonly<Record<string, string>>;
  /** Held for this customer. */
  readonly labels: readonly string[];
  /** What else tells it apart, in words of ours and hashes. */
  readonly detail?: Readonly<Record<string, string>>;
  readonly policyVersion: string;
  readonly requestId: string;
}

/** @public */
export interface LedgerPage {
  /** The newest first. */
  readonly rows: readonly LedgerRecord[];
  readonly nextCursor?: string;
}
