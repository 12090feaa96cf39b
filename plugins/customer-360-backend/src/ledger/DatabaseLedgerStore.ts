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
  }

  async append(entries: readonly LedgerEntry[]): Promise<void> {
    await this.#knex<LedgerRow>(TABLE).insert(
      entries.map(entry => this.#toRow(entry)),
    );
  }

  async appendRead(entry: CustomerLedgerEntry): Promise<Generations> {
    const row = this.#toRow(entry);
    // Raw: building this statement anew would cost more than running it.
    const result = await this.#knex.raw(this.#appendRead, [
      ...COLUMNS.map(column => row[column]),
      entry.customerRef,
    ]);
    const [read] = (result.rows ?? result) as ReadRow[];
    if (read.now_ms !== null) {
      this.#clock?.heard(Number(read.now_ms));
    }
    return new Generations(read.generations);
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
