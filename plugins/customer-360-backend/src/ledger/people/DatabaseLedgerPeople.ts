import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { randomBytes } from 'node:crypto';
import type { LedgerKeys } from '../chain/LedgerKeys';
import type { LedgerPeople } from './LedgerPeople';

export const PEOPLE_TABLE = 'c360_ledger_people';

interface PersonRow {
  user_ref: string;
  pseudonym: string;
  /** Gone with the row: without it nobody can make the pseudonym again. */
  salt: string;
  since: string;
}

const PSEUDONYM_LENGTH = 24;
const MAX_KNOWN = 10_000;
/** So long another instance may go on with a pseudonym that was forgotten. */
const KNOWN_MS = 60_000;

/** @see LedgerPeople */
export class DatabaseLedgerPeople implements LedgerPeople {
  readonly #knex: Knex;
  readonly #sign: (text: string) => string;
  readonly #known = new LRUCache<string, { pseudonym: Promise<string> }>({
    max: MAX_KNOWN,
    ttl: KNOWN_MS,
  });

  /** @param options - with the keys that make pseudonyms, kept elsewhere */
  constructor(options: { knex: Knex; keys: LedgerKeys }) {
    const { keys } = options;
    this.#knex = options.knex;
    this.#sign = text =>
      keys.sign(keys.current, 'person', text)!.slice(0, PSEUDONYM_LENGTH);
  }

  pseudonymOf(userRef: string): Promise<string> {
    const known = this.#known.get(userRef);
    if (known) {
      return known.pseudonym;
    }
    const pseudonym = this.#find(userRef);
    this.#known.set(userRef, { pseudonym });
    pseudonym.catch(() => this.#known.delete(userRef));
    return pseudonym;
  }

  async named(
    pseudonyms: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#knex<PersonRow>(PEOPLE_TABLE)
      .select('pseudonym', 'user_ref')
      .whereIn('pseudonym', [...new Set(pseudonyms)]);
    return new Map(rows.map(row => [row.pseudonym, row.user_ref]));
  }

  async pseudonymsOf(userRef: string): Promise<string[]> {
    return this.#knex<PersonRow>(PEOPLE_TABLE)
      .where({ user_ref: userRef })
      .pluck('pseudonym');
  }

  async forget(userRef: string): Promise<boolean> {
    const gone = await this.#knex<PersonRow>(PEOPLE_TABLE)
      .where({ user_ref: userRef })
      .delete();
    this.#known.delete(userRef);
    return gone > 0;
  }

  async #find(userRef: string): Promise<string> {
    const read = () =>
      this.#knex<PersonRow>(PEOPLE_TABLE)
        .where({ user_ref: userRef })
        .first('pseudonym');
    const there = await read();
    if (there) {
      return there.pseudonym;
    }
    const salt = randomBytes(16).toString('base64url');
    await this.#knex<PersonRow>(PEOPLE_TABLE)
      .insert({
        user_ref: userRef,
        salt,
        pseudonym: this.#sign(`${salt}\n${userRef}`),
        since: new Date().toISOString(),
      })
      .onConflict('user_ref')
      .ignore();
    // Whoever was first, all use the same.
    const made = await read();
    if (!made) {
      throw new Error('The people of the ledger cannot be read');
    }
    return made.pseudonym;
  }
}
