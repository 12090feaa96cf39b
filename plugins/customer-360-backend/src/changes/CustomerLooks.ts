import type { Knex } from 'knex';
import { insertedAtOnce } from '../installation/insertedAtOnce';

const TABLE = 'c360_customer_looks';
const FIRST_AGAIN_MS = 30_000;
const LAST_AGAIN_MS = 60 * 60_000;
/** A day of trying, about: what was read last is not shown any longer either. */
const MAX_ATTEMPTS = 30;

interface LookRow {
  customer_ref: string;
  looked_at: string | null;
  again_at: string | null;
  again: string | null;
  attempts: number;
}

/** A customer of whom something has yet to be read. */
export interface DueLook {
  readonly customerRef: string;
  readonly scopes: readonly string[];
}

/** Remembers, for all instances, who has been looked at. */
export class CustomerLooks {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /** Those whose turn of the day was before then, or never. */
  async notSince(refs: readonly string[], since: string): Promise<Set<string>> {
    const rows = await this.#knex<LookRow>(TABLE)
      .whereIn('customer_ref', [...refs])
      .andWhere('looked_at', '>=', since)
      .select('customer_ref');
    const looked = new Set(rows.map(row => row.customer_ref));
    return new Set(refs.filter(ref => !looked.has(ref)));
  }

  /** @param at - ISO 8601 UTC */
  async looked(refs: readonly string[], at: string): Promise<void> {
    const atOnce = insertedAtOnce(this.#knex);
    for (let from = 0; from < refs.length; from += atOnce) {
      await this.#knex<LookRow>(TABLE)
        .insert(
          refs
            .slice(from, from + atOnce)
            .map(ref => ({ customer_ref: ref, looked_at: at })),
        )
        .onConflict('customer_ref')
        .merge(['looked_at']);
    }
  }

  /** Has a customer looked at again, each time a little later; in the end never. */
  async again(
    customerRef: string,
    scopes: readonly string[],
    now: number,
  ): Promise<void> {
    await this.#knex.transaction(async tx => {
      const row = await tx<LookRow>(TABLE)
        .where({ customer_ref: customerRef })
        .first();
      const attempts = (row?.attempts ?? 0) + 1;
      const pause = Math.min(
        FIRST_AGAIN_MS * 2 ** (attempts - 1),
        LAST_AGAIN_MS,
      );
      const gaveUp = attempts > MAX_ATTEMPTS;
      const next = {
        again_at: gaveUp ? null : new Date(now + pause).toISOString(),
        again: gaveUp
          ? null
          : JSON.stringify([...new Set([...scopes, ...scopesOf(row)])].sort()),
        attempts: gaveUp ? 0 : attempts,
      };
      await tx<LookRow>(TABLE)
        .insert({ customer_ref: customerRef, ...next })
        .onConflict('customer_ref')
        .merge(next);
    });
  }

  /** Has a customer looked at soon, whatever is known of it. */
  async soon(customerRef: string, now: number): Promise<void> {
    const at = new Date(now).toISOString();
    await this.#knex<LookRow>(TABLE)
      .insert({ customer_ref: customerRef, again_at: at, again: '[]' })
      .onConflict('customer_ref')
      .ignore();
    await this.#knex<LookRow>(TABLE)
      .where({ customer_ref: customerRef })
      .whereNull('again_at')
      .update({ again_at: at, again: '[]' });
  }

  async done(refs: readonly string[]): Promise<void> {
    await this.#knex<LookRow>(TABLE)
      .whereIn('customer_ref', [...refs])
      .whereNotNull('again_at')
      .update({ again_at: null, again: null, attempts: 0 });
  }

  /** The longest due first. */
  async due(now: number, limit: number): Promise<DueLook[]> {
    const rows = await this.#knex<LookRow>(TABLE)
      .where('again_at', '<=', new Date(now).toISOString())
      .orderBy('again_at')
      .limit(limit)
      .select('customer_ref', 'again');
    return rows.map(row => ({
      customerRef: row.customer_ref,
      scopes: scopesOf(row),
    }));
  }

  /** Forgets those whose last turn was before then: they are gone. */
  async forget(before: string): Promise<void> {
    await this.#knex<LookRow>(TABLE)
      .where('looked_at', '<', before)
      // Whoever left before it was their turn.
      .orWhere(row => row.whereNull('looked_at').whereNull('again_at'))
      .delete();
  }
}

function scopesOf(row: Pick<LookRow, 'again'> | undefined): string[] {
  return row?.again ? (JSON.parse(row.again) as string[]) : [];
}
