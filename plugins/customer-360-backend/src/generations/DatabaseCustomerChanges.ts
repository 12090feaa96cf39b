import type { Knex } from 'knex';
import type { Clock } from '../clock/SharedClock';
import type { ChangeListener } from './ChangeListener';
import type { CustomerChange, CustomerChanges } from './CustomerChanges';
import { GENERATIONS_TABLE, generationsJson } from './generationsJson';
import { Generations } from './Generations';
import { committedOf, scopesOf, type ChangedScope } from './scopesOf';

/** SQLite joins no more than 500 rows in one statement. */
const ROWS_AT_ONCE = 200;

/** Counts in the plugin's database, so that no cache can forget a change. */
export class DatabaseCustomerChanges implements CustomerChanges {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #listener?: ChangeListener;
  readonly #client: 'pg' | 'sqlite';

  constructor(options: {
    knex: Knex;
    clock: Clock;
    listener?: ChangeListener;
  }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#listener = options.listener;
    this.#client = options.knex.client.config.client === 'pg' ? 'pg' : 'sqlite';
  }

  async acknowledge(change: CustomerChange): Promise<Generations> {
    await this.#raise(this.#knex, scopesOf([change]));
    this.#tell([change]);
    return this.#read(change.customerRef);
  }

  async acknowledgeWith<T>(
    work: (tx: Knex) => Promise<{
      readonly changes: readonly CustomerChange[];
      readonly result: T;
    }>,
  ): Promise<T> {
    const { changes, result } = await this.#knex.transaction(async tx => {
      const done = await work(tx);
      const scopes = scopesOf(done.changes);
      for (let at = 0; at < scopes.length; at += ROWS_AT_ONCE) {
        await this.#raise(tx, scopes.slice(at, at + ROWS_AT_ONCE));
      }
      return done;
    });
    this.#tell(changes);
    return result;
  }

  async #raise(knex: Knex, scopes: readonly ChangedScope[]): Promise<void> {
    if (scopes.length === 0) {
      return;
    }
    const now = new Date(this.#clock.now()).toISOString();
    await knex(GENERATIONS_TABLE)
      .insert(
        scopes.map(({ customerRef, scope, told, changedAt }) => ({
          customer_ref: customerRef,
          scope,
          generation: 1,
          bumped_at: now,
          told_at: told ? now : null,
          changed_at: changedAt ?? null,
        })),
      )
      .onConflict(['customer_ref', 'scope'])
      .merge({
        generation: knex.raw('??.generation + 1', [GENERATIONS_TABLE]),
        bumped_at: knex.raw('excluded.bumped_at'),
        told_at: later(knex, 'told_at'),
        // A vendor tells of things in any order.
        changed_at: later(knex, 'changed_at'),
      });
  }

  #tell(changes: readonly CustomerChange[]): void {
    for (const change of this.#listener ? committedOf(changes) : []) {
      this.#listener?.onChanged(change);
    }
  }

  async #read(customerRef: string): Promise<Generations> {
    const row = await this.#knex
      .select(
        this.#knex.raw(`${generationsJson(this.#client, '?')} as generations`, [
          customerRef,
        ]),
      )
      .first();
    return new Generations(row.generations);
  }
}

/** Null counts as never; text in this form sorts as time does. */
function later(knex: Knex, column: string) {
  return knex.raw(
    'case when ??.?? is null or excluded.?? > ??.?? then excluded.?? else ??.?? end',
    [
      GENERATIONS_TABLE,
      column,
      column,
      GENERATIONS_TABLE,
      column,
      column,
      GENERATIONS_TABLE,
      column,
    ],
  );
}
