import type { Knex } from 'knex';
import {
  RANKED_COLUMNS,
  rankedKeysOf,
  type CustomerRow,
  type RankedRow,
  type RankedKeys,
} from './customerRow';
import { CUSTOMERS, RANKS } from './listQuery';
import { rankOf } from './rankOf';
import type { SectionMask } from './sectionMask';

const MASKS = 'c360_portfolio_masks';
/** Of as many customers at once, a transaction each. */
const BATCH = 1_000;
/** Values of a statement: nine a row, and SQLite takes 500 rows. */
const AT_ONCE = 400;
const HOUR_MS = 60 * 60_000;
const ASKED_AGAIN_MS = HOUR_MS;
/** Whoever waits for a list waits no longer than that for it to be made. */
const PATIENCE_MS = 3_000;

interface MaskRow {
  mask: number;
  complete: boolean | number;
  asked_at: string;
}

/**
 * Orders that depend on what somebody may see. Kept of those sets of sections
 * alone that somebody has: of all there could be it would be 32 rows a customer.
 */
export class RankTable {
  readonly #knex: Knex;
  readonly #making = new Map<SectionMask, Promise<void>>();

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /** In the transaction that changes what they are made of. */
  async keep(
    tx: Knex.Transaction,
    customers: readonly RankedKeys[],
  ): Promise<void> {
    const masks: SectionMask[] = await tx<MaskRow>(MASKS).pluck('mask');
    for (const mask of masks) {
      await write(tx, mask, customers);
    }
  }

  /** @returns false where one of them takes longer than somebody would wait */
  async prepare(masks: readonly SectionMask[], now: number): Promise<boolean> {
    const known = new Map(
      (await this.#knex<MaskRow>(MASKS).whereIn('mask', [...masks])).map(
        row => [row.mask, row],
      ),
    );
    const stale = masks.filter(mask => {
      const row = known.get(mask);
      return row && row.asked_at < isoOf(now - ASKED_AGAIN_MS);
    });
    if (stale.length > 0) {
      await this.#knex<MaskRow>(MASKS)
        .whereIn('mask', stale)
        .update({ asked_at: isoOf(now) });
    }
    const missing = masks.filter(mask => !known.get(mask)?.complete);
    if (missing.length === 0) {
      return true;
    }
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<false>(resolve => {
      timer = setTimeout(() => resolve(false), PATIENCE_MS);
    });
    const made = Promise.all(missing.map(mask => this.#make(mask, now)));
    // Whoever does not wait for it any longer is told of a failure next time.
    made.catch(() => undefined);
    try {
      return await Promise.race([made.then(() => true), tooLong]);
    } finally {
      clearTimeout(timer);
    }
  }

  #make(mask: SectionMask, now: number): Promise<void> {
    let making = this.#making.get(mask);
    if (!making) {
      making = this.#makeAll(mask, now).finally(() =>
        this.#making.delete(mask),
      );
      this.#making.set(mask, making);
    }
    return making;
  }

  /**
   * From here on every change keeps it as well; then all there are follow, and
   * in the end those who came between both.
   */
  async #makeAll(mask: SectionMask, now: number): Promise<void> {
    await this.#knex<MaskRow>(MASKS)
      .insert({ mask, complete: false, asked_at: isoOf(now) })
      .onConflict('mask')
      .ignore();
    await this.#makeThose(mask, () => undefined);
    await this.#makeThose(mask, query =>
      query.whereNotExists(ranked =>
        ranked
          .select('rank.customer_ref')
          .from(`${RANKS} as rank`)
          .where('rank.mask', mask)
          .whereRaw(`rank.customer_ref = ${CUSTOMERS}.customer_ref`),
      ),
    );
    await this.#knex<MaskRow>(MASKS).where({ mask }).update({ complete: true });
  }

  async #makeThose(
    mask: SectionMask,
    narrow: (query: Knex.QueryBuilder) => void,
  ): Promise<void> {
    for (let after: string | undefined = ''; after !== undefined; ) {
      const from: string = after;
      after = await this.#knex.transaction(async tx => {
        const query = tx<CustomerRow>(CUSTOMERS)
          .where('customer_ref', '>', from)
          .orderBy('customer_ref')
          .limit(BATCH)
          .select(...RANKED_COLUMNS);
        narrow(query);
        if (isPostgres(tx)) {
          // Nobody changes them before their ranks are written.
          void query.forUpdate();
        }
        const rows: RankedRow[] = await query;
        await write(tx, mask, rows.map(rankedKeysOf));
        return rows.length < BATCH ? undefined : rows.at(-1)?.customer_ref;
      });
    }
  }

  /** Orders that nobody has asked for since are kept no longer. */
  async forget(before: number): Promise<void> {
    const unused: SectionMask[] = await this.#knex<MaskRow>(MASKS)
      .where('asked_at', '<', isoOf(before))
      .pluck('mask');
    if (unused.length === 0) {
      return;
    }
    await this.#knex.transaction(async tx => {
      await tx<MaskRow>(MASKS).whereIn('mask', unused).delete();
      await tx(RANKS).whereIn('mask', unused).delete();
    });
  }
}

function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

async function write(
  tx: Knex.Transaction,
  mask: SectionMask,
  customers: readonly RankedKeys[],
): Promise<void> {
  for (let from = 0; from < customers.length; from += AT_ONCE) {
    await tx(RANKS)
      .insert(
        customers.slice(from, from + AT_ONCE).map(keys => {
          const { renewsDay, oldest, ...rank } = rankOf(keys, mask);
          return {
            mask,
            customer_ref: keys.ref,
            name_key: keys.nameKey,
            ...rank,
            renews_day: renewsDay ?? null,
            oldest: oldest ?? null,
          };
        }),
      )
      .onConflict(['mask', 'customer_ref'])
      .merge();
  }
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
