import type { Knex } from 'knex';
import type { Bumps, Told } from './Bumps';
import type { SyncPlan } from './SyncPlan';
import { SyncRows, type RowPosition, type SyncRowMarks } from './SyncRows';
import { MARKS_ROUND, type SyncChange, type SyncState } from './SyncState';
import { isoOf } from './SyncTime';

const LOOKED_AT_ONCE = 500;

/** Whether a round may take the place of the one that is shown. */
export type RoundVerdict =
  | { readonly accepted: true; readonly change: SyncChange }
  | {
      readonly accepted: false;
      readonly change: SyncChange;
      readonly accounts: number;
      readonly before: number;
    };

/** `new`: rows of the new round; `gone`: those that only the old one had. */
interface Walk extends Partial<RowPosition> {
  readonly pass: 'new' | 'gone';
}

/**
 * What comes after the last page of a round whose rows are not shown yet: they
 * are all shown at once, by one number in the cursor. Then those who are
 * concerned are told, some at a time, and what is shown no more is taken away.
 */
export class RoundEnd {
  readonly #plan: SyncPlan;
  readonly #bumps: Bumps;

  constructor(options: { plan: SyncPlan; bumps: Bumps }) {
    this.#plan = options.plan;
    this.#bumps = options.bumps;
  }

  /** A source that suddenly lists nothing, or half, is not believed. */
  async swap(tx: Knex, state: SyncState, now: number): Promise<RoundVerdict> {
    const found = await new SyncRows(tx).count(state, state.round);
    const before = state.live_round === null ? 0 : state.accounts;
    if (
      found.accounts < before * this.#plan.minimumShare ||
      (found.accounts === 0 && before > 0)
    ) {
      return {
        accepted: false,
        accounts: found.accounts,
        before,
        change: {
          phase: 'clearing',
          cursor: null,
          refused_rounds: state.refused_rounds + 1,
          refused_at: isoOf(now),
        },
      };
    }
    return {
      accepted: true,
      change: {
        phase: 'announcing',
        position: null,
        live_round: state.round,
        old_round: state.live_round,
        ...found,
      },
    };
  }

  /** Some of those whom the round has changed are told. */
  async announce(tx: Knex, state: SyncState, now: number): Promise<SyncChange> {
    const walk: Walk =
      state.position === null ? { pass: 'new' } : JSON.parse(state.position);
    const [from, to] =
      walk.pass === 'new'
        ? [state.round, state.old_round]
        : [state.old_round, state.round];
    const rows = new SyncRows(tx);
    const looked =
      from === null
        ? []
        : await rows.after(state, from, positionIn(walk), LOOKED_AT_ONCE);
    const others = new Map(
      to === null
        ? []
        : (
            await rows.known(
              state,
              [to],
              [...new Set(looked.map(row => row.account_id))],
            )
          ).map(row => [keyOf(row), row]),
    );
    if (walk.pass === 'new') {
      await this.#tell(tx, rows, looked, others, now);
    } else {
      await this.#bumps.of(
        tx,
        looked.filter(row => !others.has(keyOf(row))).map(row => told(row)),
        now,
      );
    }
    const last = looked.at(-1);
    if (last && looked.length === LOOKED_AT_ONCE) {
      const next: Walk = {
        pass: walk.pass,
        facet: last.facet,
        account: last.account_id,
      };
      return { position: JSON.stringify(next) };
    }
    return walk.pass === 'new'
      ? { position: JSON.stringify({ pass: 'gone' } satisfies Walk) }
      : { phase: 'clearing', position: null };
  }

  /** Some of what is shown no more is taken away. */
  async clear(tx: Knex, state: SyncState, now: number): Promise<SyncChange> {
    const rows = new SyncRows(tx);
    const more =
      (await rows.clearOthers(state, state.live_round)) ||
      (await rows.clearExpired(state, MARKS_ROUND, isoOf(now)));
    return more ? {} : { phase: 'idle', old_round: null };
  }

  async #tell(
    tx: Knex,
    rows: SyncRows,
    looked: readonly SyncRowMarks[],
    others: ReadonlyMap<string, SyncRowMarks>,
    now: number,
  ): Promise<void> {
    const tellings = looked.map(row => told(row, others.get(keyOf(row))));
    const standings = await this.#bumps.of(tx, tellings, now);
    await rows.settle(
      looked.flatMap((row, i) =>
        standings[i].customer_ref === null ? [] : [{ ...row, ...standings[i] }],
      ),
    );
  }
}

function told(row: SyncRowMarks, other?: SyncRowMarks): Told {
  return {
    facet: row.facet,
    account: row.account_id,
    asOf: row.as_of,
    dated: row.dated,
    news:
      !other ||
      other.digest !== row.digest ||
      (row.dated && other.as_of !== row.as_of),
    readAt: Date.parse(row.fetched_at),
    known: other,
  };
}

function positionIn({ facet, account }: Walk): RowPosition | undefined {
  return facet === undefined || account === undefined
    ? undefined
    : { facet, account };
}

function keyOf({ facet, account_id: account }: SyncRowMarks): string {
  return JSON.stringify([facet, account]);
}
