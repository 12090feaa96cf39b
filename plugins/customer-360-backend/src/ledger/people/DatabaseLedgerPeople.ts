import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { randomBytes } from 'node:crypto';
import { inTime } from '../../portal/inTime';
import type { LedgerKeys } from '../chain/LedgerKeys';
import type { LedgerPeople, UnprovenName } from './LedgerPeople';

export const PEOPLE_TABLE = 'c360_ledger_people';
const UNCHAINED_TABLE = 'c360_ledger_unchained';
const FORGOTTEN = 'user:default/forgotten';

interface PersonRow {
  user_ref: string;
  pseudonym: string;
  /** Gone with the row: without it nobody can make the pseudonym again. */
  salt: string;
  since: string;
  /** Null for one that was made before this was kept. */
  key_id: string | null;
}

const PSEUDONYM_LENGTH = 24;
const MAX_KNOWN = 10_000;
/** So long another instance may go on with a pseudonym that was forgotten. */
const KNOWN_MS = 60_000;
/**
 * Asked again when it is not known by then: a question that the database never
 * answers must not outlive the database's return.
 */
const FIND_MS = 1_500;
/** Looked at at once: between two pages others are served. */
const PAGE = 500;

/** @see LedgerPeople */
export class DatabaseLedgerPeople implements LedgerPeople {
  readonly #knex: Knex;
  readonly #keys: LedgerKeys;
  readonly #known = new LRUCache<string, { pseudonym: Promise<string> }>({
    max: MAX_KNOWN,
    ttl: KNOWN_MS,
  });

  /** @param options - with the keys that make pseudonyms, kept elsewhere */
  constructor(options: { knex: Knex; keys: LedgerKeys }) {
    this.#knex = options.knex;
    this.#keys = options.keys;
  }

  pseudonymOf(userRef: string): Promise<string> {
    const known = this.#known.get(userRef);
    if (known) {
      return known.pseudonym;
    }
    const found = { pseudonym: inTime(this.#find(userRef), FIND_MS) };
    this.#known.set(userRef, found);
    found.pseudonym.catch(() => {
      if (this.#known.peek(userRef) === found) {
        this.#known.delete(userRef);
      }
    });
    return found.pseudonym;
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

  async unproven(limit: number): Promise<UnprovenName[]> {
    const unproven: UnprovenName[] = [];
    for (let last = ''; unproven.length < limit; ) {
      const page = await this.#knex<PersonRow>(PEOPLE_TABLE)
        .where('pseudonym', '>', last)
        .orderBy('pseudonym')
        .limit(PAGE);
      for (const row of page) {
        const problem = this.#problemOf(row);
        if (problem) {
          unproven.push({ pseudonym: row.pseudonym, problem });
        }
      }
      if (page.length < PAGE) {
        break;
      }
      last = page[page.length - 1].pseudonym;
      await new Promise(resolve => {
        setImmediate(resolve);
      });
    }
    return unproven.slice(0, limit);
  }

  async forget(userRef: string): Promise<boolean> {
    const gone = await this.#knex<PersonRow>(PEOPLE_TABLE)
      .where({ user_ref: userRef })
      .delete();
    this.#known.delete(userRef);
    return (await this.#forgetUnchained(userRef)) + gone > 0;
  }

  /** Rows of before the ledger had chains say it themselves, where there are any. */
  async #forgetUnchained(userRef: string): Promise<number> {
    return (await this.#knex.schema.hasTable(UNCHAINED_TABLE))
      ? this.#knex(UNCHAINED_TABLE)
          .where({ actor_ref: userRef })
          .update({ actor_ref: FORGOTTEN })
      : 0;
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
        pseudonym: this.#made(this.#keys.current, salt, userRef)!,
        since: new Date().toISOString(),
        key_id: this.#keys.current,
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

  #problemOf(row: PersonRow): UnprovenName['problem'] | undefined {
    const keys = row.key_id === null ? this.#keys.ids : [row.key_id];
    const made = keys.map(id => this.#made(id, row.salt, row.user_ref));
    if (made.includes(row.pseudonym)) {
      return undefined;
    }
    return made.includes(undefined) ? 'unknown_key' : 'altered';
  }

  /** Undefined where there is no such key. */
  #made(keyId: string, salt: string, userRef: string): string | undefined {
    return this.#keys
      .sign(keyId, 'person', `${salt}\n${userRef}`)
      ?.slice(0, PSEUDONYM_LENGTH);
  }
}
