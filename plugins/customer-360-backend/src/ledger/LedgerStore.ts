import type { Generations } from '../generations/Generations';

/** What was asked for. */
export const LEDGER_KINDS = [
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
] as const;

export type LedgerKind = (typeof LEDGER_KINDS)[number];

/**
 * Why a page was shown: somebody opened it, or one that was open renewed what it
 * shows, by itself or because it was told of a change.
 */
export const LOOKS = ['opened', 'refreshed', 'pushed'] as const;

export type Look = (typeof LOOKS)[number];

/** Who saw what of which customer. Refs and ids only, nothing of the customer. */
export interface LedgerEntry {
  readonly kind: LedgerKind;
  /** `shown` when left out. */
  readonly outcome?: 'shown' | 'denied';
  /** Role that somebody looked through the eyes of. */
  readonly actingAs?: string;
  /** `user:default/mara` */
  readonly actorRef: string;
  /** UUID of the request; of the round, where the service writes by itself. */
  readonly requestId: string;
  /** Absent when a lookup showed nobody. */
  readonly customerRef?: string;
  /** Whom of the portal's people it is about; in the row by pseudonym alone. */
  readonly subjectRef?: string;
  /** Level of each facet asked for, by facet id. */
  readonly facets: Readonly<Record<string, string>>;
  /** Labels held for this customer. */
  readonly labels: readonly string[];
  /** How many rows are about to be given, or erased. */
  readonly rows?: number;
  /** What else tells the request apart, in words of ours and hashes. */
  readonly detail?: Readonly<Record<string, string>>;
}

/** A row about one customer. */
export type CustomerLedgerEntry = LedgerEntry & {
  readonly customerRef: string;
};

/**
 * The append-only record. A resolved promise means that all the rows, or none,
 * are durable.
 */
export interface LedgerStore {
  append(entries: readonly LedgerEntry[]): Promise<void>;

  /**
   * One row, by the same statement that reads the customer's generations: what
   * is shown is as new as every change acknowledged before the row.
   */
  appendRead(entry: CustomerLedgerEntry): Promise<Generations>;
}
