import type { Knex } from 'knex';

/**
 * Does something once the transaction is committed, and nothing where it is
 * not.
 *
 * @param tx - a transaction of its own, not one within another
 * @param then - does not throw
 */
export function afterCommit(tx: Knex, then: () => void): void {
  (tx as Knex.Transaction).executionPromise.then(then, () => {
    // Rolled back: whoever began it knows.
  });
}
