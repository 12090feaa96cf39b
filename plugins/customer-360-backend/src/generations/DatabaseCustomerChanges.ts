import type { Knex } from 'knex';
import type { Clock } from '../clock/SharedClock';
import type { ChangeListener } from './ChangeListener';
import type { CustomerChange, CustomerChanges } from './CustomerChanges';
import { generationsJson } from './generationsJson';
import { Generations } from './Generations';
import { raiseGenerations } from './raiseGenerations';
import { committedOf, scopesOf } from './scopesOf';

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
    await this.#raise(this.#knex, [change]);
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
      await this.#raise(tx, done.changes);
      return done;
    });
    this.#tell(changes);
    return result;
  }

  async #raise(knex: Knex, changes: readonly CustomerChange[]): Promise<void> {
    const now = new Date(this.#clock.now()).toISOString();
    await raiseGenerations(knex, scopesOf(changes), now);
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
