import type { Knex } from 'knex';

/**
 * Which customers an account at a source belongs to, as far as our own database
 * knows: no call to the catalog, so it can be asked inside a transaction. The
 * catalog may know more of them.
 */
export interface LinkIndex {
  /** Refs of the customers, by id of the account; absent where none is known. */
  customersOf(
    sourceId: string,
    accounts: readonly string[],
    tx: Knex,
  ): Promise<ReadonlyMap<string, readonly string[]>>;
}
