import pg from 'pg';
import { waitUntil, type PostgresServer } from 'rig';

const NAME = 'backstage_plugin_customer-360';

/** Where a bulk read has come to, as the plugin keeps it. */
export interface KeptCursor {
  readonly cursor: string | null;
  readonly phase: string;
  readonly round: number;
  readonly live_round: number | null;
  readonly rows: number;
  readonly covered_at: string | null;
  readonly lease_until: string | null;
  readonly missed: number;
}

/** What the portals of one PostgreSQL have written down, and how old it is. */
export class PluginDatabase {
  readonly #pool: pg.Pool;

  private constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** The plugin has to have started once. */
  static of(postgres: PostgresServer): PluginDatabase {
    const pool = new pg.Pool({ connectionString: postgres.url(NAME), max: 4 });
    // The server may end first.
    pool.on('error', () => undefined);
    return new PluginDatabase(pool);
  }

  async rows<T extends pg.QueryResultRow>(
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<T[]> {
    return (await this.#pool.query<T>(sql, [...values])).rows;
  }

  /** How often each facet of each customer was made worthless, by `c0 s0/tickets`. */
  async generations(): Promise<Map<string, number>> {
    const rows = await this.rows<{ key: string; generation: number }>(
      `select replace(customer_ref, 'customer:default/', '') || ' ' || scope as key, generation
       from c360_generations`,
    );
    return new Map(rows.map(({ generation, key }) => [key, generation]));
  }

  /** How many events there are, by their state. */
  async events(source: string): Promise<Record<string, number>> {
    const rows = await this.rows<{ state: string; events: number }>(
      `select state, count(*)::int as events from c360_webhook_events
       where source = $1 group by state`,
      [source],
    );
    return Object.fromEntries(rows.map(row => [row.state, row.events]));
  }

  /** @param bulk - where the source has several */
  async cursor(source: string, bulk = '%'): Promise<KeptCursor | undefined> {
    const [row] = await this.rows<never>(
      'select * from c360_sync_cursors where source = $1 and bulk like $2',
      [source, bulk],
    );
    return row;
  }

  /** Until it is known whose the accounts are. */
  async untilAccountsKnown(customers: number): Promise<void> {
    await waitUntil(
      async () => {
        const [{ known }] = await this.rows<{ known: number }>(
          `select count(distinct customer_ref)::int as known from c360_annotated_accounts`,
        );
        return known >= customers;
      },
      { timeoutMs: 120_000, everyMs: 200 },
    );
  }

  /** As if it were time for the next round of each bulk read. */
  async makeRoundsDue(): Promise<void> {
    await this.rows('update c360_sync_cursors set due_at = null');
  }

  /**
   * As if so much time had gone by that nothing is lent any more, to nobody,
   * neither to who was killed nor to who only was slow.
   */
  async endLeases(): Promise<void> {
    const past = '2020-01-01T00:00:00.000Z';
    await this.rows(
      'update c360_sync_cursors set lease_until = $1 where lease_until is not null',
      [past],
    );
    await this.rows(
      `update c360_webhook_events
       set claimed_until = case when claimed_until is null then null else $1 end,
         next_attempt_at = $1
       where state = 'waiting'`,
      [past],
    );
    await this.rows(
      `update backstage_backend_tasks__tasks
       set current_run_expires_at = now() - interval '1 second'
       where current_run_ticket is not null`,
    );
  }

  /** What is lent at the moment: events, and phases of bulk reads. */
  async lent(): Promise<readonly string[]> {
    const rows = await this.rows<{ what: string }>(
      `select phase as what from c360_sync_cursors where lease_until is not null
       union select distinct 'event' from c360_webhook_events where claimed_until is not null`,
    );
    return rows.map(({ what }) => what);
  }

  async end(): Promise<void> {
    await this.#pool.end();
  }
}
