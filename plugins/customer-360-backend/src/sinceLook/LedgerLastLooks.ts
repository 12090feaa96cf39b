import type { Knex } from 'knex';
import { LEDGER_TABLE } from '../ledger/chain/DatabaseLedgerTable';
import type { LedgerRow } from '../ledger/chain/LedgerRow';
import type { LedgerKind } from '../ledger/LedgerStore';
import type { LedgerPeople } from '../ledger/people/LedgerPeople';
import type { LastLooks } from './LastLooks';

/** Whoever has a page open looks at it each time that it renews itself. */
const LOOKS: readonly LedgerKind[] = ['view', 'stream', 'refresh', 'brief'];
/** Nobody remembers longer, and no more of the ledger is looked through. */
const REMEMBERED_MS = 90 * 24 * 60 * 60 * 1000;

/** By the index on customer and time. */
export class LedgerLastLooks implements LastLooks {
  readonly #knex: Knex;
  readonly #people: Pick<LedgerPeople, 'pseudonymsOf'>;

  constructor(options: {
    knex: Knex;
    people: Pick<LedgerPeople, 'pseudonymsOf'>;
  }) {
    this.#knex = options.knex;
    this.#people = options.people;
  }

  async of(
    userRef: string,
    customerRef: string,
    before: number,
  ): Promise<number | undefined> {
    const row = await this.#knex<LedgerRow>(LEDGER_TABLE)
      .where({ customer_ref: customerRef, outcome: 'shown' })
      .whereIn('person', await this.#people.pseudonymsOf(userRef))
      .whereNull('acting_as')
      .whereIn('request_kind', [...LOOKS])
      .andWhere('recorded_at', '<=', new Date(before).toISOString())
      .andWhere(
        'recorded_at',
        '>=',
        new Date(before - REMEMBERED_MS).toISOString(),
      )
      .orderBy('recorded_at', 'desc')
      .first('recorded_at');
    return row && Date.parse(row.recorded_at);
  }
}
