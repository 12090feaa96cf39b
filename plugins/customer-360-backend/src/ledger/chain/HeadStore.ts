import type { ChainHead } from './ChainHead';

/** Where a chain ended, and when that was. */
export interface ExportedHead extends ChainHead {
  /** ISO 8601 UTC. */
  readonly at: string;
}

/**
 * Heads that are kept outside the database: without them whoever owns it could
 * cut off the end of a chain, and what is left would still be whole.
 */
export interface HeadStore {
  add(heads: readonly ExportedHead[]): Promise<void>;

  /** The latest of each chain. */
  latest(): Promise<ReadonlyMap<string, ExportedHead>>;
}
