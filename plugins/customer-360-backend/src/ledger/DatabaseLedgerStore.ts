import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { SharedClock } from '../clock/SharedClock';
import { Generations } from '../generations/Generations';
import { generationsJson } from '../generations/generationsJson';
import type {
  CustomerLedgerEntry,
  LedgerEntry,
  LedgerStore,
} from './LedgerStore';

const TABLE = 'c360_ledger';

interface LedgerRow {
  id: string;
  recorded_at: string;
  request_kind: string;
  actor_ref: string;
  customer_ref: string | null;
  facets: string;
  labels: string;
  detail: string | null;
}

const COLUMNS = [
  'id',
  'recorded_at',
  'request_kind',
  'actor_ref',
  'customer_ref',
  'facets',
  'labels',
  'detail',
] as const satisfies ReadonlyArray<keyof LedgerRow>;

/** Keeps the ledger in the plugin's database: one insert statement per request. */
export class DatabaseLedgerStore implements LedgerStore {
  readonly #knex: Knex;
  readonly #now: () => Date;
  readonly #clock?: SharedClock;
  readonly #appendRead: string;
  #prepared: boolean;

  constructor(options: {
    knex: Knex;
    now?: () => Date;
    /** Told what time it is in the database, with every row. */
    clock?: SharedClock;
  }) {
    this.#knex = options.knex;
    this.#now = options.now ?? (() => new Date());
    this.#clock = options.clock;
    this.#appendRead = appendReadSql(options.knex);
    this.#prepared = options.knex.client.config.client === 'pg';
  }

  async append(entries: readonly LedgerEntry[]): Promise<void> {
    await this.#knex<LedgerRow>(TABLE).insert(
      entries.map(entry => this.#toRow(entry)),
    );
  }

  async appendRead(entry: CustomerLedgerEntry): Promise<Generations> {
    const row = this.#toRow(entry);
    const [read] = await this.#runPrepared([
      ...COLUMNS.map(column => row[column]),
      entry.customerRef,
    ]);
    if (read.now_ms !== null) {
      this.#clock?.heard(Number(read.now_ms));
    }
    return new Generations(read.generations);
  }

  /**
   * Raw, because building this statement anew would cost more than running it,
   * and prepared, because planning it would as well. A pooler between us and
   * PostgreSQL may not know prepared statements; then it is planned each time.
   */
  async #runPrepared(bindings: Array<string | null>): Promise<ReadRow[]> {
    const query = this.#knex.raw(this.#appendRead, bindings as string[]);
    try {
      const result = await (this.#prepared
        ? query.options({ name: 'c360_ledger_append_read' })
        : query);
      return result.rows ?? result;
    } catch (error) {
      if (!this.#prepared || !isUnknownStatement(error)) {
        throw error;
      }
      // It failed before it was run: nothing has been written.
      this.#prepared = false;
      return this.#runPrepared(bindings);
    }
  }

  #toRow(entry: LedgerEntry): LedgerRow {
    return {
      id: randomUUID(),
      recorded_at: this.#now().toISOString(),
      request_kind: entry.kind,
      actor_ref: entry.actorRef,
      customer_ref: entry.customerRef ?? null,
      facets: JSON.stringify(entry.facets),
      labels: JSON.stringify(entry.labels),
      detail: entry.detail ? JSON.stringify(entry.detail) : null,
    };
  }
}

interface ReadRow {
  generations: string;
  /** Null where the database is a file of this very machine. */
  now_ms: string | null;
}

/** `invalid_sql_statement_name` and `duplicate_prepared_statement`. */
function isUnknownStatement(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === '26000' || error.code === '42P05')
  );
}

function appendReadSql(knex: Knex): string {
  const now =
    knex.client.config.client === 'pg'
      ? '(extract(epoch from clock_timestamp()) * 1000)::bigint::text'
      : 'null';
  return `insert into ${TABLE} (${COLUMNS.join(', ')}) values (${COLUMNS.map(
    () => '?',
  ).join(', ')}) returning ${generationsJson(
    knex,
  )} as generations, ${now} as now_ms`;
}
