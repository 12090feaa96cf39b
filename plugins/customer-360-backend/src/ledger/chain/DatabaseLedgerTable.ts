import type { Knex } from 'knex';
import type { SharedClock } from '../../clock/SharedClock';
import { generationsJson } from '../../generations/generationsJson';
import { LEDGER_COLUMNS, SEAL, type LedgerRow } from './LedgerRow';
import {
  PlaceTaken,
  type LastRow,
  type LedgerTable,
  type Written,
} from './LedgerTable';

export const LEDGER_TABLE = 'c360_ledger';
const RETIRING_TABLE = 'c360_ledger_retiring';

const CHAINS_AT_ONCE = 500;
/**
 * From one chain to the next by the primary key: as many steps as there are
 * chains, however many rows they have.
 */
const nextChains = (after: '>' | '>=') => `with recursive found(chain) as (
    select min(chain) from ${LEDGER_TABLE} where chain ${after} ?
    union all
    select (select min(chain) from ${LEDGER_TABLE} where chain > found.chain)
    from found where found.chain is not null
  )
  select chain from found where chain is not null limit ?`;

const NOW_MS = '(extract(epoch from clock_timestamp()) * 1000)::bigint::text';

interface WrittenRow {
  seq: string | number;
  generations: string | null;
  /** Null where the database is a file of this very machine. */
  now_ms: string | null;
}

/** @see LedgerTable */
export class DatabaseLedgerTable implements LedgerTable {
  readonly #knex: Knex;
  readonly #clock?: SharedClock;
  readonly #insertOne: string;
  readonly #insertMany: string;
  readonly #postgres: boolean;
  #prepared: boolean;

  constructor(options: {
    knex: Knex;
    /** Told what time it is in the database, with every statement. */
    clock?: SharedClock;
  }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#postgres = options.knex.client.config.client === 'pg';
    this.#prepared = this.#postgres;
    this.#insertOne = insertOne(this.#postgres);
    this.#insertMany = this.#postgres ? postgresInsert() : sqliteInsert();
  }

  async insert(rows: readonly LedgerRow[]): Promise<readonly Written[]> {
    let written: WrittenRow[];
    try {
      written =
        rows.length === 1
          ? await this.#run('c360_ledger_insert', this.#insertOne, [
              ...LEDGER_COLUMNS.map(column => rows[0][column]),
              rows[0].customer_ref,
            ])
          : await this.#run(
              'c360_ledger_insert_many',
              this.#insertMany,
              this.#bindingsOf(rows),
            );
    } catch (error) {
      throw isPlaceTaken(error) ? new PlaceTaken() : error;
    }
    const now = written[0]?.now_ms;
    if (now !== null && now !== undefined) {
      this.#clock?.heard(Number(now));
    }
    if (rows.length === 1) {
      return [{ generations: written[0]?.generations ?? '{}' }];
    }
    const bySeq = new Map(
      written.map(({ seq, generations }) => [Number(seq), generations ?? '{}']),
    );
    return rows.map(({ seq }) => ({ generations: bySeq.get(seq) ?? '{}' }));
  }

  async lastOf(chain: string): Promise<LastRow | undefined> {
    const row = await this.#knex<LedgerRow>(LEDGER_TABLE)
      .select('seq', 'hash', 'request_kind')
      .where({ chain })
      .orderBy('seq', 'desc')
      .first();
    return (
      row && {
        chain,
        seq: Number(row.seq),
        hash: row.hash,
        sealed: row.request_kind === SEAL,
      }
    );
  }

  async after(chain: string, seq: number, limit: number): Promise<LedgerRow[]> {
    const rows = await this.#knex<LedgerRow>(LEDGER_TABLE)
      .select(...LEDGER_COLUMNS)
      .where({ chain })
      .andWhere('seq', '>', seq)
      .orderBy('seq')
      .limit(limit);
    return rows.map(row => ({ ...row, seq: Number(row.seq) }));
  }

  async chains(): Promise<string[]> {
    const chains: string[] = [];
    for (;;) {
      const last = chains[chains.length - 1];
      const found = await this.#knex.raw(
        last === undefined ? nextChains('>=') : nextChains('>'),
        [last ?? '', CHAINS_AT_ONCE],
      );
      const page: Array<{ chain: string }> = found.rows ?? found;
      chains.push(...page.map(({ chain }) => chain));
      if (page.length < CHAINS_AT_ONCE) {
        return chains;
      }
    }
  }

  async remove(chain: string): Promise<void> {
    await this.#knex.transaction(async tx => {
      // What the triggers let through.
      await tx(RETIRING_TABLE).insert({ chain }).onConflict('chain').ignore();
      await tx(LEDGER_TABLE).where({ chain }).delete();
      await tx(RETIRING_TABLE).where({ chain }).delete();
    });
  }

  #bindingsOf(rows: readonly LedgerRow[]): unknown[] {
    return this.#postgres
      ? LEDGER_COLUMNS.map(column => rows.map(row => row[column]))
      : [
          JSON.stringify(
            rows.map(row => LEDGER_COLUMNS.map(column => row[column])),
          ),
        ];
  }

  /**
   * Raw, because building a statement anew would cost more than running it, and
   * prepared, because planning it would as well. A pooler between us and
   * PostgreSQL may not know prepared statements; then it is planned each time.
   */
  async #run(
    name: string,
    sql: string,
    bindings: readonly unknown[],
  ): Promise<WrittenRow[]> {
    const query = this.#knex.raw(sql, bindings as never);
    try {
      const result = await (this.#prepared ? query.options({ name }) : query);
      return result.rows ?? result;
    } catch (error) {
      if (!this.#prepared || !isUnknownStatement(error)) {
        throw error;
      }
      // It failed before it was run: nothing has been written.
      this.#prepared = false;
      return this.#run(name, sql, bindings);
    }
  }
}

/** What most often comes alone, by a statement that costs no more than it must. */
function insertOne(postgres: boolean): string {
  return `insert into ${LEDGER_TABLE} (${LEDGER_COLUMNS.join(', ')})
    values (${LEDGER_COLUMNS.map(() => '?').join(', ')})
    returning seq, ${generationsJson(
      postgres ? 'pg' : 'sqlite',
      '?',
    )} as generations,
      ${postgres ? NOW_MS : 'null'} as now_ms`;
}

/** One statement for any number of rows: an array for each column. */
function postgresInsert(): string {
  const arrays = LEDGER_COLUMNS.map(column =>
    column === 'seq' ? '?::bigint[]' : '?::text[]',
  );
  return `insert into ${LEDGER_TABLE} (${LEDGER_COLUMNS.join(', ')})
    select * from unnest(${arrays.join(', ')})
    returning seq, ${generationsJson(
      'pg',
      `${LEDGER_TABLE}.customer_ref`,
    )} as generations,
      ${NOW_MS} as now_ms`;
}

function sqliteInsert(): string {
  const values = LEDGER_COLUMNS.map(
    (_, at) => `json_extract(value, '$[${at}]')`,
  );
  return `insert into ${LEDGER_TABLE} (${LEDGER_COLUMNS.join(', ')})
    select ${values.join(', ')} from json_each(?)
    returning seq, ${generationsJson(
      'sqlite',
      `${LEDGER_TABLE}.customer_ref`,
    )} as generations,
      null as now_ms`;
}

/** `invalid_sql_statement_name` and `duplicate_prepared_statement`. */
function isUnknownStatement(error: unknown): boolean {
  return hasCode(error, ['26000', '42P05']);
}

/** `unique_violation`, and what SQLite says of a primary key. */
function isPlaceTaken(error: unknown): boolean {
  return hasCode(error, [
    '23505',
    'SQLITE_CONSTRAINT_PRIMARYKEY',
    'SQLITE_CONSTRAINT_UNIQUE',
  ]);
}

/** By its shape: SQLite's errors are made where the module was loaded first. */
function hasCode(error: unknown, codes: readonly string[]): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return codes.includes(String(code));
}
