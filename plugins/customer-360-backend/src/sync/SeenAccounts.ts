import type { Knex } from 'knex';

/** Told of accounts that a source has and that no customer is linked to. */
export interface SeenAccounts {
  /**
   * The same account comes again and again.
   *
   * @param tx - in which they were found: what is not kept there is told again
   */
  saw(source: string, accounts: readonly string[], tx: Knex): Promise<void>;
}
