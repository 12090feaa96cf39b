import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { InstallationKey } from '../installation/InstallationKey';
import { LEDGER_TABLE } from './chain/DatabaseLedgerTable';
import { LEDGER_COLUMNS, type LedgerRow } from './chain/LedgerRow';
import type {
  LedgerPage,
  LedgerQuery,
  LedgerReader,
  LedgerRecordView,
} from './LedgerReader';
import type { LedgerPeople } from './people/LedgerPeople';

type Position = Pick<LedgerRow, 'recorded_at' | 'chain' | 'seq'>;

/** @see LedgerReader */
export class DatabaseLedgerReader implements LedgerReader {
  readonly #knex: Knex;
  readonly #people: LedgerPeople;
  readonly #key: InstallationKey;

  constructor(options: {
    knex: Knex;
    people: LedgerPeople;
    key: InstallationKey;
  }) {
    this.#knex = options.knex;
    this.#people = options.people;
    this.#key = options.key;
  }

  async query(query: LedgerQuery): Promise<LedgerPage> {
    const { customer, from, limit, person, to } = query;
    const after = query.cursor && this.#positionOf(query, query.cursor);
    const select = this.#knex<LedgerRow>(LEDGER_TABLE)
      .select(...LEDGER_COLUMNS)
      .orderBy([
        { column: 'recorded_at', order: 'desc' },
        { column: 'chain', order: 'desc' },
        { column: 'seq', order: 'desc' },
      ])
      .limit(limit + 1);
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
    if (after) {
      select.whereRaw('(recorded_at, chain, seq) < (?, ?, ?)', [
        after.recorded_at,
        after.chain,
        after.seq,
      ]);
    }
    const found: LedgerRow[] = await select;
    const rows = found.slice(0, limit);
    const names = await this.#people.named(
      rows.flatMap(row => (row.person === null ? [] : [row.person])),
    );
    return {
      rows: rows.map(row => toView(row, names)),
      ...(found.length > limit && {
        nextCursor: this.#cursorAt(query, rows[rows.length - 1]),
      }),
    };
  }

  #cursorAt(query: LedgerQuery, { recorded_at, chain, seq }: Position): string {
    const place = Buffer.from(
      JSON.stringify([recorded_at, chain, Number(seq)]),
    ).toString('base64url');
    return `${place}.${this.#key.sign('cursor', signedPlace(query, place))}`;
  }

  #positionOf(query: LedgerQuery, cursor: string): Position {
    const [place, signature = ''] = cursor.split('.');
    if (!this.#key.verify('cursor', signedPlace(query, place), signature)) {
      throw new InputError('The parameter cursor was not given by this list');
    }
    const [recorded_at, chain, seq] = JSON.parse(
      Buffer.from(place, 'base64url').toString('utf8'),
    );
    return { recorded_at, chain, seq };
  }
}

function signedPlace(
  { customer, from, person, to }: LedgerQuery,
  place: string,
): string {
  return JSON.stringify(['ledger', customer, person, from, to, place]);
}

function toView(
  row: LedgerRow,
  names: ReadonlyMap<string, string>,
): LedgerRecordView {
  const person = row.person === null ? undefined : names.get(row.person);
  return {
    chain: row.chain,
    seq: Number(row.seq),
    at: row.recorded_at,
    kind: row.request_kind,
    outcome: row.outcome,
    ...(person !== undefined && { person }),
    ...(row.acting_as !== null && { actingAs: row.acting_as }),
    ...(row.customer_ref !== null && { customer: row.customer_ref }),
    facets: JSON.parse(row.facets),
    labels: JSON.parse(row.labels),
    ...(row.detail !== null && { detail: JSON.parse(row.detail) }),
    policyVersion: row.policy_version,
    requestId: row.request_id,
  };
}
