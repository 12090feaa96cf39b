import type {
  OrphanAccount,
  OrphanReason,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import type { Clock } from '../clock/SharedClock';
import { isPlainAccountId } from './isPlainAccountId';
import type { LinkIndex } from './LinkIndex';
import type { OrphanAccounts, OrphanPosition } from './OrphanAccounts';

interface OrphanRow {
  source: string;
  account_id: string;
  reason: OrphanReason;
  seen_at: string;
}

const TABLE = 'c360_orphan_accounts';
/** As many values as any database takes in one statement. */
const BATCH = 200;
const HOUR_MS = 60 * 60 * 1000;
const KEPT_MS = 90 * 24 * HOUR_MS;
/** A bulk read comes upon the same ones every few minutes. */
const RENEWED_MS = HOUR_MS;

/** Keeps them in the plugin's database. */
export class DatabaseOrphanAccounts implements OrphanAccounts {
  readonly #knex: Knex;
  readonly #index: LinkIndex;
  readonly #clock: Clock;

  constructor(options: { knex: Knex; index: LinkIndex; clock: Clock }) {
    this.#knex = options.knex;
    this.#index = options.index;
    this.#clock = options.clock;
  }

  async saw(
    source: string,
    ids: readonly string[],
    reason: OrphanReason,
    tx: Knex = this.#knex,
  ): Promise<void> {
    const now = this.#clock.now();
    const seenAt = new Date(now).toISOString();
    // In order, so that two instances never wait for each other's rows.
    const seen = [...new Set(ids)].filter(isPlainAccountId).sort();
    for (let at = 0; at < seen.length; at += BATCH) {
      const batch = seen.slice(at, at + BATCH);
      const linked = await this.#index.customersOf(source, batch, tx);
      const rows = batch
        .filter(id => !linked.has(id))
        .map(id => ({ source, account_id: id, reason, seen_at: seenAt }));
      if (rows.length > 0) {
        await this.#rows(tx)
          .insert(rows)
          .onConflict(['source', 'account_id'])
          .merge(['reason', 'seen_at'])
          .where(
            `${TABLE}.seen_at`,
            '<=',
            new Date(now - RENEWED_MS).toISOString(),
          );
      }
    }
    await this.#rows(tx)
      .where({ source })
      .where('seen_at', '<', new Date(now - KEPT_MS).toISOString())
      .delete();
  }

  async list(
    source: string,
    limit: number,
    after?: OrphanPosition,
  ): Promise<OrphanAccount[]> {
    const select = this.#rows()
      .where({ source })
      .orderBy([
        { column: 'seen_at', order: 'desc' },
        { column: 'account_id', order: 'desc' },
      ])
      .limit(limit);
    if (after) {
      select.whereRaw('(seen_at, account_id) < (?, ?)', [
        after.seenAt,
        after.id,
      ]);
    }
    const rows: OrphanRow[] = await select;
    return rows.map(row => ({
      id: row.account_id,
      reason: row.reason,
      seenAt: row.seen_at,
    }));
  }

  async forget(source: string, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) {
      await this.#rows()
        .where({ source })
        .whereIn('account_id', [...ids])
        .delete();
    }
  }

  #rows(tx = this.#knex) {
    return tx<OrphanRow>(TABLE);
  }
}
