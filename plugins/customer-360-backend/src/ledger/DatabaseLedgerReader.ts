import type { Knex } from 'knex';
import { z } from 'zod';
import type { InstallationKey } from '../installation/InstallationKey';
import { SignedCursor } from '../installation/SignedCursor';
import { LEDGER_TABLE } from './chain/DatabaseLedgerTable';
import { LEDGER_COLUMNS, type LedgerRow } from './chain/LedgerRow';
import type {
  LedgerPage,
  LedgerQuery,
  LedgerReader,
  LedgerRecordView,
} from './LedgerReader';
import type { LedgerKind } from './LedgerStore';
import type { LedgerPeople } from './people/LedgerPeople';

/** What somebody does to see something of a customer. */
const LOOK_KINDS: readonly LedgerKind[] = [
  'view',
  'stream',
  'brief',
  'facet',
  'refresh',
  'lookup',
  'by_id',
  'break_glass',
];

/** When, in which chain, and where in it. */
const position = z.tuple([z.string(), z.string(), z.int()]);

/** @see LedgerReader */
export class DatabaseLedgerReader implements LedgerReader {
  readonly #knex: Knex;
  readonly #people: LedgerPeople;
  readonly #cursor: SignedCursor<z.infer<typeof position>>;

  constructor(options: {
    knex: Knex;
    people: LedgerPeople;
    key: InstallationKey;
  }) {
    this.#knex = options.knex;
    this.#people = options.people;
    this.#cursor = new SignedCursor({ key: options.key, schema: position });
  }

  async query(query: LedgerQuery): Promise<LedgerPage> {
    const { limit } = query;
    const after =
      query.cursor && this.#cursor.decode(listOf(query), query.cursor);
    const select = (await this.#asked(query)).select
      .select(...LEDGER_COLUMNS)
      .orderBy([
        { column: 'recorded_at', order: 'desc' },
        { column: 'chain', order: 'desc' },
        { column: 'seq', order: 'desc' },
      ])
      .limit(limit + 1);
    if (after) {
      select.whereRaw('(recorded_at, chain, seq) < (?, ?, ?)', [...after]);
    }
    const found: LedgerRow[] = await select;
    const rows = found.slice(0, limit);
    const names = await this.#people.named(
      rows.flatMap(row =>
        [row.person ?? [], detailOf(row)?.subject ?? []].flat(),
      ),
    );
    return {
      rows: rows.map(row => toView(row, names)),
      ...(found.length > limit && {
        nextCursor: this.#cursorAt(query, rows[rows.length - 1]),
      }),
    };
  }

  async count(query: Omit<LedgerQuery, 'cursor'>): Promise<number> {
    const rows = (await this.#asked(query)).select
      .select('seq')
      .limit(query.limit);
    const counted = await this.#knex
      .from(rows.as('asked'))
      .count({ rows: '*' })
      .first();
    return Number(counted?.rows ?? 0);
  }

  async #asked({ customer, from, looksOnly, person, to }: LedgerQuery) {
    const select = this.#knex<LedgerRow>(LEDGER_TABLE);
    if (customer !== undefined) {
      select.where({ customer_ref: customer });
    }
    if (person !== undefined) {
      select.whereIn('person', await this.#people.pseudonymsOf(person));
    }
    if (from !== undefined) {
      select.where('recorded_at', '>=', from);
    }
    if (to !== undefined) {
      select.where('recorded_at', '<', to);
    }
    if (looksOnly) {
      select.whereIn('request_kind', LOOK_KINDS).andWhere(looked =>
        looked
          .whereNull('detail')
          // As it was written: the words are ours, and nobody else's are there.
          .orWhereNot(byItself =>
            byItself
              .whereLike('detail', '%"look":"refreshed"%')
              .orWhereLike('detail', '%"look":"pushed"%'),
          ),
      );
    }
    return { select };
  }

  #cursorAt(
    query: LedgerQuery,
    { recorded_at, chain, seq }: LedgerRow,
  ): string {
    return this.#cursor.encode(listOf(query), [
      recorded_at,
      chain,
      Number(seq),
    ]);
  }
}

function listOf({
  customer,
  from,
  looksOnly = false,
  person,
  to,
}: LedgerQuery): unknown[] {
  return ['ledger', customer, person, from, to, looksOnly];
}

function toView(
  row: LedgerRow,
  names: ReadonlyMap<string, string>,
): LedgerRecordView {
  const person = row.person === null ? undefined : names.get(row.person);
  const { subject: about, ...detail } = detailOf(row) ?? {};
  const subject = about === undefined ? undefined : names.get(about);
  return {
    chain: row.chain,
    seq: Number(row.seq),
    at: row.recorded_at,
    kind: row.request_kind,
    outcome: row.outcome,
    ...(person !== undefined && { person }),
    ...(row.acting_as !== null && { actingAs: row.acting_as }),
    ...(row.customer_ref !== null && { customer: row.customer_ref }),
    ...(subject !== undefined && { subject }),
    facets: JSON.parse(row.facets),
    labels: JSON.parse(row.labels),
    ...(Object.keys(detail).length > 0 && { detail }),
    policyVersion: row.policy_version,
    requestId: row.request_id,
  };
}

function detailOf({ detail }: LedgerRow): Record<string, string> | undefined {
  return detail === null ? undefined : JSON.parse(detail);
}
