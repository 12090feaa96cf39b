/** Where a chain of the ledger ended, and when that was. @public */
export interface LedgerHead {
  /** The chain's id, or `registry`. */
  readonly chain: string;
  /** Of its last row then. */
  readonly seq: number;
  /** Of its last row then. */
  readonly hash: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/**
 * Heads that are kept outside the database: without them whoever owns it could
 * cut off the end of a chain, and what is left would still be whole. Put them
 * where the owner of the database cannot write, and let nothing be overwritten
 * there: a bucket with object lock, a log that is shipped away.
 *
 * All instances use it at once.
 *
 * @public
 */
export interface LedgerHeadStore {
  /**
   * Called once a minute by each instance, and when it ends. Heads that are
   * given twice do no harm.
   *
   * @throws Error when they are not durable: they are given again in a minute
   */
  add(heads: readonly LedgerHead[]): Promise<void>;

  /**
   * The one with the highest `seq` of each chain, by chain; of chains that were
   * removed at the end of their time too.
   *
   * @throws Error when they cannot be read: then the ledger is not said to be
   *   whole
   */
  latest(): Promise<ReadonlyMap<string, LedgerHead>>;
}
