import type { Row, Table } from './tables.ts';

/** A database that can be filled; one for each kind of server. */
export interface ProductStore {
  /** The fingerprint of what it holds, or undefined when it holds nothing. */
  fingerprint(): Promise<string | undefined>;
  /**
   * Replaces everything in one transaction: readers see the old or the new,
   * never half of it.
   */
  rebuild(
    fingerprint: string,
    rows: Iterable<readonly [Table['name'], Row]>,
  ): Promise<void>;
  close(): Promise<void>;
}
