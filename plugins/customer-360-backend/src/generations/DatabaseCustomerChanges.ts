import type { Knex } from 'knex';
import type { CustomerChange, CustomerChanges } from './CustomerChanges';
import { GENERATIONS_TABLE, generationsJson } from './generationsJson';
import { Generations } from './Generations';

/** Counts in the plugin's database, so that no cache can forget a change. */
export class DatabaseCustomerChanges implements CustomerChanges {
  readonly #knex: Knex;
  readonly #client: 'pg' | 'sqlite';

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
    this.#client = options.knex.client.config.client === 'pg' ? 'pg' : 'sqlite';
  }

  async acknowledge(change: CustomerChange): Promise<Generations> {
    const { customerRef, source, facets } = change;
    const scopes = facets
      ? [...new Set(facets)].sort().map(facet => `${source}/${facet}`)
      : [source];
    if (scopes.length === 0) {
      return this.#read(customerRef);
    }
    // Scopes in order, so that two instances never wait for each other's rows.
    await this.#knex(GENERATIONS_TABLE)
      .insert(
        scopes.map(scope => ({
          customer_ref: customerRef,
          scope,
          generation: 1,
          bumped_at: new Date().toISOString(),
        })),
      )
      .onConflict(['customer_ref', 'scope'])
      .merge({
        generation: this.#knex.raw('??.generation + 1', [GENERATIONS_TABLE]),
        bumped_at: this.#knex.raw('excluded.bumped_at'),
      });
    return this.#read(customerRef);
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
