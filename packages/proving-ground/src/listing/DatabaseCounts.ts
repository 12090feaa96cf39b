import { knex as createKnex, type Knex } from 'knex';

/** Rows written to each table so far: inserted, updated and deleted. */
export type Written = Readonly<Record<string, number>>;

/** Looks into the portal's databases, which nobody else of it may. */
export class DatabaseCounts {
  readonly #catalog: Knex;
  readonly #customers: Knex;

  constructor(postgresUrl: string) {
    const open = (database: string) =>
      createKnex({
        client: 'pg',
        connection: new URL(database, postgresUrl).href,
        pool: { min: 0, max: 1 },
      });
    this.#catalog = open('/backstage_plugin_catalog');
    this.#customers = open('/backstage_plugin_customer-360');
  }

  /** How many of a kind are in the catalog, to be seen. */
  async stitched(kind: string): Promise<number> {
    const [{ n }] = await this.#catalog('final_entities')
      .whereNotNull('final_entity')
      .where('entity_ref', 'like', `${kind}:%`)
      .count({ n: '*' });
    return Number(n);
  }

  /** How many are still to be put together, new ones or again. */
  async stitching(): Promise<number> {
    const [{ n }] = await this.#catalog('stitch_queue').count({ n: '*' });
    return Number(n);
  }

  /** Where the listing has come to; undefined before it began. */
  async listing(): Promise<
    { phase: string; round: number; refused: boolean } | undefined
  > {
    return this.#catalog('customer_360_listings').first();
  }

  /** Rows by table, of the catalog's and of ours. */
  async rows(): Promise<Readonly<Record<string, number>>> {
    const count = async (knex: Knex, table: string) => {
      const [{ n }] = await knex(table).count({ n: '*' });
      return [table, Number(n)] as const;
    };
    return Object.fromEntries([
      ...(await Promise.all(
        [
          'refresh_state',
          'refresh_state_references',
          'final_entities',
          'relations',
          'search',
          'customer_360_listed',
          'customer_360_listed_links',
        ].map(table => count(this.#catalog, table)),
      )),
      ...(await Promise.all(
        ['c360_links', 'c360_sync_rows', 'c360_generations'].map(table =>
          count(this.#customers, table),
        ),
      )),
    ]);
  }

  /** Bytes of both databases on disk. */
  async bytes(): Promise<{ catalog: number; customers: number }> {
    const of = async (knex: Knex) =>
      Number(
        (await knex.raw('select pg_database_size(current_database()) as n'))
          .rows[0].n,
      );
    return {
      catalog: await of(this.#catalog),
      customers: await of(this.#customers),
    };
  }

  async written(): Promise<Written> {
    const of = async (knex: Knex) =>
      (
        await knex('pg_stat_user_tables').select({
          table: 'relname',
          n: knex.raw('n_tup_ins + n_tup_upd + n_tup_del'),
        })
      ).map(({ table, n }) => [table, Number(n)] as const);
    return Object.fromEntries([
      ...(await of(this.#catalog)),
      ...(await of(this.#customers)),
    ]);
  }

  /** What the planner knows is renewed, as it is by itself in a quiet hour. */
  async analyze(): Promise<void> {
    await this.#catalog.raw('analyze');
    await this.#customers.raw('analyze');
  }

  /** The next round begins with the next turn. */
  async makeDue(): Promise<void> {
    await this.#catalog('customer_360_listings').update({
      finished_at: '2026-01-01T00:00:00.000Z',
    });
  }

  /** The same for what is read in bulk. */
  async makeBulkDue(bulk: string): Promise<void> {
    await this.#customers('c360_sync_cursors')
      .where({ bulk })
      .update({ due_at: null });
  }

  async bulk(bulk: string): Promise<
    | {
        phase: string;
        round: number;
        rows: number;
        cursor: string | null;
        due_at: string | null;
        last_success_at: string | null;
      }
    | undefined
  > {
    return this.#customers('c360_sync_cursors').where({ bulk }).first();
  }
}
