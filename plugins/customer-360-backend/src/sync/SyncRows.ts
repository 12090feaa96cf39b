import type { Knex } from 'knex';
import { insertedAtOnce } from '../installation/insertedAtOnce';
import { MARKS_ROUND, ROWS_TABLE, type SyncState } from './SyncState';

/** One facet of one account as a bulk read brought it. Times are ISO 8601 UTC. */
export interface SyncRow {
  readonly source: string;
  readonly bulk: string;
  readonly round: number;
  readonly facet: string;
  readonly account_id: string;
  readonly scope: string;
  readonly as_of: string;
  /** False where the source does not say how old it is. */
  readonly dated: boolean;
  readonly fetched_at: string;
  /** JSON; null in a mark that something has changed. */
  readonly data: string | null;
  /** JSON; null where it is whole. */
  readonly missing: string | null;
  /** Whether the observed figures of the facet can be had from it. */
  readonly figures_whole: boolean;
  /** JSON; null where the source does not say whose it is. */
  readonly owner: string | null;
  readonly digest: string | null;
  readonly expires_at: string;
  readonly customer_ref: string | null;
  readonly generation: number | null;
  readonly is_current: boolean;
  readonly unheard: boolean;
}

/** The same without its data, which may be long. */
export type SyncRowMarks = Omit<
  SyncRow,
  'data' | 'missing' | 'figures_whole' | 'owner'
>;

/** Where one looks through a round: after this row. */
export interface RowPosition {
  readonly facet: string;
  readonly account: string;
}

type Owner = Pick<SyncState, 'source' | 'bulk'>;

const MARKS = [
  'source',
  'bulk',
  'round',
  'facet',
  'account_id',
  'scope',
  'as_of',
  'dated',
  'fetched_at',
  'digest',
  'expires_at',
  'customer_ref',
  'generation',
  'is_current',
  'unheard',
] as const;
const CLEARED_AT_ONCE = 2_000;

/** The rows of the sync store, within one transaction. */
export class SyncRows {
  readonly #tx: Knex;

  constructor(tx: Knex) {
    this.#tx = tx;
  }

  /** Those of some accounts in some rounds, without their data. */
  async known(
    { source, bulk }: Owner,
    rounds: readonly number[],
    accounts: readonly string[],
  ): Promise<SyncRowMarks[]> {
    return accounts.length === 0
      ? []
      : this.#tx<SyncRow>(ROWS_TABLE)
          .select(...MARKS)
          .where({ source, bulk })
          .whereIn('round', rounds)
          .whereIn('account_id', accounts)
          .then(rows => rows.map(withBoolean));
  }

  async write(rows: readonly SyncRow[]): Promise<void> {
    const atOnce = insertedAtOnce(this.#tx);
    for (let from = 0; from < rows.length; from += atOnce) {
      await this.#tx<SyncRow>(ROWS_TABLE)
        .insert(rows.slice(from, from + atOnce))
        .onConflict(['source', 'facet', 'account_id', 'bulk', 'round'])
        .merge();
    }
  }

  /** Notes how rows stand towards their customers' generations. */
  async settle(rows: readonly SyncRowMarks[]): Promise<void> {
    if (rows.length === 0) {
      return;
    }
    const { source, bulk, round } = rows[0];
    // Both databases call the columns of a list of values alike.
    await this.#tx.raw(
      `update ?? set customer_ref = v.column3,
         generation = cast(v.column4 as integer),
         is_current = (cast(v.column5 as integer) = 1),
         unheard = (cast(v.column6 as integer) = 1)
       from (values ${rows.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}) as v
       where source = ? and bulk = ? and round = ?
         and facet = v.column1 and account_id = v.column2`,
      [
        ROWS_TABLE,
        ...rows.flatMap(row => [
          row.facet,
          row.account_id,
          row.customer_ref,
          row.generation,
          row.is_current ? 1 : 0,
          row.unheard ? 1 : 0,
        ]),
        source,
        bulk,
        round,
      ],
    );
  }

  /** Takes away some of a round. */
  async delete(
    { source, bulk, round }: Owner & { round: number },
    keys: ReadonlyArray<readonly [facet: string, account: string]>,
  ): Promise<void> {
    if (keys.length > 0) {
      await this.#tx(ROWS_TABLE)
        .where({ source, bulk, round })
        .whereIn(['facet', 'account_id'], keys as Array<[string, string]>)
        .delete();
    }
  }

  /** The next rows of a round, without their data. */
  async after(
    { source, bulk }: Owner,
    round: number,
    position: RowPosition | undefined,
    limit: number,
  ): Promise<SyncRowMarks[]> {
    const query = this.#tx<SyncRow>(ROWS_TABLE)
      .select(...MARKS)
      .where({ source, bulk, round })
      .orderBy(['facet', 'account_id'])
      .limit(limit);
    if (position) {
      query.whereRaw('(??, ??) > (?, ?)', [
        'facet',
        'account_id',
        position.facet,
        position.account,
      ]);
    }
    return (await query).map(withBoolean);
  }

  /** How much a round holds. */
  async count(
    { source, bulk }: Owner,
    round: number,
  ): Promise<{ rows: number; accounts: number }> {
    const row = await this.#tx(ROWS_TABLE)
      .where({ source, bulk, round })
      .first(
        this.#tx.raw('count(*) as ??', ['rows']),
        this.#tx.raw('count(distinct account_id) as ??', ['accounts']),
      );
    return { rows: Number(row.rows), accounts: Number(row.accounts) };
  }

  /**
   * Takes away the rows of all rounds but one; marks stay.
   *
   * @returns true where there may be more of them
   */
  async clearOthers(
    { source, bulk }: Owner,
    kept: number | null,
  ): Promise<boolean> {
    const cleared = await this.#clear(query =>
      query
        .where({ source, bulk })
        .andWhere('round', '>', MARKS_ROUND)
        .andWhereNot('round', kept ?? MARKS_ROUND),
    );
    return cleared === CLEARED_AT_ONCE;
  }

  /** Takes away what has expired. @returns true where there may be more of it */
  async clearExpired(
    { source, bulk }: Owner,
    round: number,
    expiredAt: string,
  ): Promise<boolean> {
    const cleared = await this.#clear(query =>
      query
        .where({ source, bulk, round })
        .andWhere('expires_at', '<=', expiredAt),
    );
    return cleared === CLEARED_AT_ONCE;
  }

  #clear(of: (query: Knex.QueryBuilder) => Knex.QueryBuilder): Promise<number> {
    const columns = ['source', 'facet', 'account_id', 'bulk', 'round'];
    return this.#tx(ROWS_TABLE)
      .whereIn(
        columns,
        of(this.#tx(ROWS_TABLE).select(columns)).limit(CLEARED_AT_ONCE),
      )
      .delete();
  }
}

/** SQLite has no truth values. */
function withBoolean(row: SyncRowMarks): SyncRowMarks {
  return { ...row, unheard: Boolean(row.unheard), dated: Boolean(row.dated) };
}
