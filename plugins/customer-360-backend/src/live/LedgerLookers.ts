import { TOLD_FOR_MS } from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import type { Clock } from '../clock/SharedClock';
import { LEDGER_TABLE } from '../ledger/chain/DatabaseLedgerTable';
import type { LedgerKind } from '../ledger/LedgerStore';
import { PEOPLE_TABLE } from '../ledger/people/DatabaseLedgerPeople';
import type { Looker, Lookers } from './Lookers';

const LOOKS: readonly LedgerKind[] = ['view', 'stream', 'refresh'];
/** Who is left out asks again by themselves. */
const MAX_LOOKERS = 2_000;

interface Row {
  customer_ref: string;
  user_ref: string;
  facets: string;
}

/**
 * Those whom the ledger says to have been shown the page in the last minutes,
 * on whatever instance, and what of it. Who looked through the eyes of a role
 * is not among them for that.
 */
export class LedgerLookers implements Lookers {
  readonly #knex: Knex;
  readonly #clock: Clock;

  constructor(options: { knex: Knex; clock: Clock }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
  }

  async at(
    customerRefs: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Looker[]>> {
    const since = new Date(this.#clock.now() - TOLD_FOR_MS).toISOString();
    const last = this.#knex(LEDGER_TABLE)
      .whereIn('customer_ref', [...customerRefs])
      .andWhere('recorded_at', '>=', since)
      .whereIn('request_kind', [...LOOKS])
      .where({ outcome: 'shown' })
      .whereNull('acting_as')
      .whereNotNull('person')
      .groupBy('customer_ref', 'person')
      .select('customer_ref', 'person')
      .max('recorded_at as recorded_at')
      .as('last');
    const rows: Row[] = await this.#knex(`${LEDGER_TABLE} as row`)
      .join(last, join =>
        join
          .on('row.customer_ref', 'last.customer_ref')
          .andOn('row.person', 'last.person')
          .andOn('row.recorded_at', 'last.recorded_at'),
      )
      .join(`${PEOPLE_TABLE} as who`, 'who.pseudonym', 'row.person')
      .whereIn('row.request_kind', [...LOOKS])
      .where({ 'row.outcome': 'shown' })
      .whereNull('row.acting_as')
      .orderBy('row.recorded_at', 'desc')
      .limit(MAX_LOOKERS)
      .select('row.customer_ref', 'who.user_ref', 'row.facets');
    const lookers = new Map<string, Map<string, Set<string>>>();
    for (const row of rows) {
      const people = lookers.get(row.customer_ref) ?? new Map();
      lookers.set(row.customer_ref, people);
      // Two in one millisecond: what either showed.
      const facets = people.get(row.user_ref) ?? new Set();
      people.set(row.user_ref, facets);
      shownIn(row.facets).forEach(facet => facets.add(facet));
    }
    return new Map(
      [...lookers].map(([ref, people]) => [
        ref,
        [...people].map(([userRef, facets]): Looker => ({ userRef, facets })),
      ]),
    );
  }
}

function shownIn(facets: string): string[] {
  return Object.entries(JSON.parse(facets) as Record<string, string>)
    .filter(([, level]) => level !== 'none')
    .map(([facet]) => facet);
}
