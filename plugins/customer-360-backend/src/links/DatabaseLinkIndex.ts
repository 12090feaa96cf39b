import type { Knex } from 'knex';
import type { LinkIndex } from './LinkIndex';
import { LINKS_TABLE, type LinkRow } from './linkRow';

/** As many values as any database takes in one statement. */
const BATCH = 500;

/** Asks the links in force; whatever transaction it is asked in. */
export class DatabaseLinkIndex implements LinkIndex {
  async customersOf(
    sourceId: string,
    accounts: readonly string[],
    tx: Knex,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = new Map<string, string[]>();
    const asked = [...new Set(accounts)];
    for (let at = 0; at < asked.length; at += BATCH) {
      const rows: LinkRow[] = await tx<LinkRow>(LINKS_TABLE)
        .where({ source: sourceId, state: 'confirmed' })
        .whereIn('account_id', asked.slice(at, at + BATCH))
        .orderBy(['account_id', 'customer_ref']);
      for (const { account_id: account, customer_ref: ref } of rows) {
        found.set(account, [...(found.get(account) ?? []), ref]);
      }
    }
    return found;
  }
}
