import type { Knex } from 'knex';
import {
  CURSORS_TABLE,
  newSyncState,
  type SyncChange,
  type SyncState,
} from './SyncState';
import type { SyncPlan } from './SyncPlan';
import { isoOf, type SyncTime } from './SyncTime';

/** Another instance has gone on with the round: nothing of ours is kept. */
export class LeaseLostError extends Error {
  constructor() {
    super('Another instance goes on with this round');
    this.name = 'LeaseLostError';
  }
}

/**
 * Where each bulk has come to. Who holds the lease goes on; each step is one
 * transaction that only the holder can commit, and only on what it knows, so
 * that one that was thought dead does nothing twice.
 */
export class SyncCursors {
  readonly #knex: Knex;
  readonly #time: SyncTime;
  readonly #holder: string;
  readonly #leaseMs: number;

  constructor(options: {
    knex: Knex;
    time: SyncTime;
    /** Tells this instance from all others; at most 36 characters. */
    holder: string;
    /** Longer than any page may take; a killed instance blocks no longer. */
    leaseMs: number;
  }) {
    this.#knex = options.knex;
    this.#time = options.time;
    this.#holder = options.holder;
    this.#leaseMs = options.leaseMs;
  }

  now(): Promise<number> {
    return this.#time(this.#knex);
  }

  /** Undefined where it is not due yet or another instance has it. */
  async take({ source, bulk }: SyncPlan): Promise<SyncState | undefined> {
    const key = { source: source.id, bulk: bulk.id };
    return this.#knex.transaction(async tx => {
      await tx(CURSORS_TABLE)
        .insert(newSyncState(source.id, bulk.id, source.credentialScope))
        .onConflict(['source', 'bulk'])
        .ignore();
      const now = await this.#time(tx);
      const taken = await tx(CURSORS_TABLE)
        .where(key)
        .andWhere(free =>
          free
            .whereNull('lease_until')
            .orWhere('lease_until', '<=', isoOf(now)),
        )
        .andWhere(due =>
          due
            .whereNull('due_at')
            .orWhere('due_at', '<=', isoOf(now))
            .orWhereNot('scope', source.credentialScope),
        )
        .update({
          lease_holder: this.#holder,
          lease_until: isoOf(now + this.#leaseMs),
          steps: tx.raw('?? + 1', ['steps']),
        });
      if (taken === 0) {
        return undefined;
      }
      const state = stateOf(await tx(CURSORS_TABLE).where(key).first());
      return state.scope === source.credentialScope
        ? state
        : this.#forgotten(tx, state, source.credentialScope);
    });
  }

  /**
   * One step: whatever `work` writes, and what becomes of the cursor, or nothing
   * of both.
   *
   * @throws LeaseLostError where another instance has gone on meanwhile
   */
  async step(
    state: SyncState,
    work: (tx: Knex, now: number) => Promise<SyncChange>,
  ): Promise<SyncState> {
    const key = { source: state.source, bulk: state.bulk };
    return this.#knex.transaction(async tx => {
      const now = await this.#time(tx);
      const steps = state.steps + 1;
      const held = await tx(CURSORS_TABLE)
        .where({ ...key, steps: state.steps, lease_holder: this.#holder })
        .update({ steps, lease_until: isoOf(now + this.#leaseMs) });
      if (held !== 1) {
        throw new LeaseLostError();
      }
      const change = await work(tx, now);
      if (Object.keys(change).length > 0) {
        await tx(CURSORS_TABLE).where(key).update(change);
      }
      return { ...state, ...change, steps };
    });
  }

  /** Lets others go on at once. */
  async release({ source, bulk }: SyncState): Promise<void> {
    await this.#knex(CURSORS_TABLE)
      .where({ source, bulk, lease_holder: this.#holder })
      .update({ lease_holder: null, lease_until: null });
  }

  /** All bulks that ever began, by source. */
  async all(): Promise<SyncState[]> {
    const rows = await this.#knex(CURSORS_TABLE).orderBy(['source', 'bulk']);
    return rows.map(stateOf);
  }

  /** What another credential saw is no longer shown, and read anew. */
  async #forgotten(
    tx: Knex,
    state: SyncState,
    scope: string,
  ): Promise<SyncState> {
    const { source, bulk } = state;
    const fresh = {
      ...newSyncState(source, bulk, scope),
      round: state.round,
      steps: state.steps,
      lease_holder: state.lease_holder,
      lease_until: state.lease_until,
      // What there was is cleared away first.
      phase: 'clearing' as const,
      restarts: state.restarts + 1,
    };
    await tx(CURSORS_TABLE).where({ source, bulk }).update(fresh);
    return fresh;
  }
}

/** PostgreSQL gives large numbers as text. */
function stateOf(row: SyncState): SyncState {
  return { ...row, steps: Number(row.steps) };
}
