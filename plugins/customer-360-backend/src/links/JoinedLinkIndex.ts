import type { Knex } from 'knex';
import type { LinkIndex } from './LinkIndex';

/** What several indexes know, each customer once. */
export class JoinedLinkIndex implements LinkIndex {
  readonly #indexes: readonly LinkIndex[];

  constructor(indexes: readonly LinkIndex[]) {
    this.#indexes = indexes;
  }

  async customersOf(
    sourceId: string,
    accounts: readonly string[],
    tx: Knex,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const joined = new Map<string, Set<string>>();
    for (const index of this.#indexes) {
      const found = await index.customersOf(sourceId, accounts, tx);
      for (const [account, refs] of found) {
        const ofAccount = joined.get(account) ?? new Set();
        refs.forEach(ref => ofAccount.add(ref));
        joined.set(account, ofAccount);
      }
    }
    return new Map(
      [...joined].map(([account, refs]) => [account, [...refs].sort()]),
    );
  }
}
