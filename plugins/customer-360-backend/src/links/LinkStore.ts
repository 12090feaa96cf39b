import type {
  CandidateRule,
  LinkConfidence,
  LinkHistoryEntry,
  LinkRule,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { NewLink } from './linkMany';

/** A link as it is kept. */
export interface StoredLink {
  /** `customer:default/cus-8f3a1c` */
  readonly customerRef: string;
  readonly source: string;
  /** Id at the source. */
  readonly account: string;
  readonly rule: LinkRule;
  readonly confidence: LinkConfidence;
  readonly state: 'confirmed' | 'undone';
  /** Ref of the person; left out for what was linked by itself. */
  readonly by?: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly reason?: string;
}

/** What is done to a link. */
export type LinkStep =
  /** By itself: nothing happens where it was undone, or somebody has it. */
  | { readonly act: 'linked'; readonly rule: CandidateRule }
  | {
      readonly act: 'confirmed';
      readonly by: string;
      readonly reason?: string;
    }
  /** Also where another customer has the account. */
  | { readonly act: 'forced'; readonly by: string; readonly reason: string }
  | { readonly act: 'undone'; readonly by: string; readonly reason: string }
  /** By itself, and only of what was linked by itself. */
  | { readonly act: 'yielded'; readonly reason: string };

export interface LinkChange {
  readonly customerRef: string;
  readonly source: string;
  readonly account: string;
  readonly step: LinkStep;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/**
 * What came of it. `held`: another customer has the account. `undone`: somebody
 * has undone this link, so it is not made by itself. `absent`: there is no such
 * link to undo. `full`: the customer has as many at the source as are read.
 * `unchanged`: it is linked already.
 */
export type LinkOutcome =
  | 'done'
  | 'held'
  | 'undone'
  | 'absent'
  | 'full'
  | 'unchanged';

/** Keeps the links that are no annotations. */
export interface LinkStore {
  /**
   * One step with its row of the history, and with it whatever is cached of the
   * source for the customer is worthless: all of it or nothing.
   */
  apply(change: LinkChange): Promise<LinkOutcome>;

  /**
   * `linked` for many accounts, as one after the other: whatever is linked,
   * undone or another customer's is left alone.
   *
   * @param at - ISO 8601 UTC
   * @returns those that are new
   */
  linkAll(links: readonly NewLink[], at: string): Promise<readonly NewLink[]>;

  /** Those in force, the oldest first. */
  inForce(customerRef: string): Promise<readonly StoredLink[]>;

  /** Those that somebody has undone. */
  undone(customerRef: string, source: string): Promise<readonly StoredLink[]>;

  /** Which of the accounts are in force at another customer than this. */
  heldByOthers(
    customerRef: string,
    source: string,
    accounts: readonly string[],
  ): Promise<ReadonlySet<string>>;

  /** Of the accounts, the links in force that were made by themselves. */
  madeByThemselves(
    source: string,
    accounts: readonly string[],
  ): Promise<readonly StoredLink[]>;

  /** Which of the customers have an account in force at the source. */
  linkedAmong(
    source: string,
    customerRefs: readonly string[],
  ): Promise<ReadonlySet<string>>;

  /** The newest first. */
  history(
    customerRef: string,
    limit: number,
  ): Promise<readonly LinkHistoryEntry[]>;
}
