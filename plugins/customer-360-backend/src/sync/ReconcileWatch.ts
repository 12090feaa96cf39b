import type { Knex } from 'knex';
import { GENERATIONS_TABLE } from '../generations/generationsJson';
import type { Watch } from '../watches/Watch';
import type { SyncPlan } from './SyncPlan';
import { SyncRows } from './SyncRows';
import { CURSORS_TABLE, MARKS_ROUND, ROWS_TABLE } from './SyncState';
import { isoOf, type SyncTime } from './SyncTime';

/** A webhook that is later than this has not done its work. */
const LATE_MS = 10 * 60_000;
const ROWS_AT_ONCE = 1_000;

interface Unheard {
  readonly facet: string;
  readonly account_id: string;
  readonly round: number;
  readonly missed: number | boolean;
}

/**
 * Every night: of what had changed as the bulk reads found, how much has no
 * webhook told us? Only what nobody had made worthless before the bulk read did,
 * nor since, is counted; each account and facet once, so it is rather too few
 * than too many. What has expired goes as well.
 */
export class ReconcileWatch implements Watch {
  readonly id = 'customer-360-reconcile';
  readonly schedule: Watch['schedule'] = {
    frequency: { cron: '41 1 * * *' },
    timeout: { minutes: 30 },
    initialDelay: { minutes: 2 },
  };
  readonly #knex: Knex;
  readonly #plans: readonly SyncPlan[];
  readonly #time: SyncTime;

  constructor(options: {
    knex: Knex;
    plans: readonly SyncPlan[];
    time: SyncTime;
  }) {
    this.#knex = options.knex;
    this.#plans = options.plans;
    this.#time = options.time;
  }

  async run(signal: AbortSignal): Promise<void> {
    for (const plan of this.#plans) {
      if (signal.aborted) {
        return;
      }
      await this.#count(plan, signal);
      await this.#clear(plan, signal);
    }
  }

  async #count({ source, bulk }: SyncPlan, signal: AbortSignal): Promise<void> {
    const key = { source: source.id, bulk: bulk.id };
    const startedAt = await this.#time(this.#knex);
    let counted = { missed: 0, more: true };
    while (counted.more && !signal.aborted) {
      counted = await this.#countSome(key, startedAt, counted.missed);
    }
  }

  /** In one transaction, so that nothing is counted twice. */
  #countSome(
    key: { source: string; bulk: string },
    startedAt: number,
    before: number,
  ): Promise<{ missed: number; more: boolean }> {
    return this.#knex.transaction(async tx => {
      const rows = await this.#unheard(tx, key, isoOf(startedAt - LATE_MS));
      for (const round of new Set(rows.map(row => row.round))) {
        await tx(ROWS_TABLE)
          .where({ ...key, round })
          .whereIn(
            ['facet', 'account_id'],
            rows
              .filter(row => row.round === round)
              .map(row => [row.facet, row.account_id]),
          )
          .update({ unheard: false });
      }
      const missed = before + rows.filter(row => Boolean(row.missed)).length;
      await tx(CURSORS_TABLE)
        .where(key)
        .update({ missed, missed_at: isoOf(startedAt) });
      return { missed, more: rows.length === ROWS_AT_ONCE };
    });
  }

  /** With whether nothing has been acknowledged since the bulk read found it. */
  #unheard(
    tx: Knex,
    key: { source: string; bulk: string },
    until: string,
  ): Promise<Unheard[]> {
    const generations = tx(GENERATIONS_TABLE)
      .whereRaw('?? = ??', ['customer_ref', 'r.customer_ref'])
      .whereRaw('?? in (??, ?? || ? || ??)', [
        'scope',
        'r.source',
        'r.source',
        '/',
        'r.facet',
      ])
      .select(tx.raw('coalesce(sum(generation), 0)'));
    return tx({ r: ROWS_TABLE })
      .where({ ...key, unheard: true })
      .andWhere('r.fetched_at', '<=', until)
      .limit(ROWS_AT_ONCE)
      .select(
        'r.facet',
        'r.account_id',
        'r.round',
        tx.raw('(r.generation = (?)) as missed', [generations]),
      );
  }

  async #clear({ source, bulk }: SyncPlan, signal: AbortSignal) {
    const key = { source: source.id, bulk: bulk.id };
    const state = await this.#knex(CURSORS_TABLE).where(key).first();
    if (!state) {
      return;
    }
    const now = await this.#time(this.#knex);
    for (let more = true; more && !signal.aborted; ) {
      more = await this.#knex.transaction(tx =>
        new SyncRows(tx).clearExpired(key, MARKS_ROUND, isoOf(now)),
      );
    }
  }
}
