import type { Knex } from 'knex';
import { GENERATIONS_TABLE } from '../generations/generationsJson';

/** A counter that rose: the latest time that it did. */
export interface RisenCounter {
  readonly customerRef: string;
  /** `<source>` or `<source>/<facet>` */
  readonly scope: string;
  readonly generation: number;
  /** ISO 8601 UTC. */
  readonly bumpedAt: string;
}

export type ChangePosition = Pick<
  RisenCounter,
  'bumpedAt' | 'customerRef' | 'scope'
>;

/** What has been made worthless, the oldest first. */
export class ChangeFeed {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  /** At most so many that come after a position. */
  async after(
    { bumpedAt, customerRef, scope }: ChangePosition,
    limit: number,
  ): Promise<RisenCounter[]> {
    const rows = await this.#knex(GENERATIONS_TABLE)
      .whereRaw('(bumped_at, customer_ref, scope) > (?, ?, ?)', [
        bumpedAt,
        customerRef,
        scope,
      ])
      .orderBy(['bumped_at', 'customer_ref', 'scope'])
      .limit(limit)
      .select('bumped_at', 'customer_ref', 'scope', 'generation');
    return rows.map(row => ({
      customerRef: row.customer_ref,
      scope: row.scope,
      generation: row.generation,
      bumpedAt: row.bumped_at,
    }));
  }
}
