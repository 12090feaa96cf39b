import { randomUUID } from 'node:crypto';
import type { ListedCustomer } from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';
import { customerName } from './customerName';
import { findClaims } from './findClaims';
import type {
  Claim,
  Heard,
  ListedRow,
  ListedStore,
  ListingState,
} from './ListedStore';
import {
  fromListedRow,
  fromStateRow,
  inChunks,
  LISTED,
  LISTED_LINKS,
  LISTINGS,
  NEWS,
  toStateRow,
  type RawListed,
} from './listedRows';

/** In the catalog's own database. @see ListedStore */
export class DatabaseListedStore implements ListedStore {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  async state(source: string): Promise<ListingState> {
    const row = await this.#knex(LISTINGS).where({ source }).first();
    return row
      ? fromStateRow(row)
      : {
          source,
          phase: 'idle',
          round: 0,
          pass: 0,
          entitiesBefore: 0,
          refused: false,
        };
  }

  async keep(state: ListingState): Promise<void> {
    await this.#keep(this.#knex, state);
  }

  async save(
    customers: readonly ListedCustomer[],
    state: ListingState,
  ): Promise<void> {
    const { source, round } = state;
    // One that a page lists twice counts as it stands last.
    const last = [...new Map(customers.map(each => [each.id, each])).values()];
    await this.#knex.transaction(async tx => {
      for (const some of inChunks(last)) {
        await tx(LISTED)
          .insert(
            some.map(listed => ({
              source,
              id: listed.id,
              name: customerName(source, listed.id),
              domain: listed.domain ?? null,
              listed: JSON.stringify(listed),
              seen_round: round,
            })),
          )
          .onConflict(['source', 'id'])
          .merge(['domain', 'listed', 'seen_round']);
        await tx(LISTED_LINKS)
          .where({ source })
          .whereIn(
            'id',
            some.map(({ id }) => id),
          )
          .delete();
        for (const links of inChunks(some.flatMap(linkRows(source)))) {
          await tx(LISTED_LINKS).insert(links).onConflict().ignore();
        }
      }
      await this.#keep(tx, state);
    });
  }

  async rows(source: string, ids: readonly string[]): Promise<ListedRow[]> {
    const found: RawListed[] = [];
    for (const some of inChunks(ids)) {
      found.push(
        ...(await this.#knex<RawListed>(LISTED)
          .where({ source })
          .whereIn('id', some)),
      );
    }
    return found.map(fromListedRow);
  }

  async seen(state: ListingState, limit: number): Promise<ListedRow[]> {
    const rows = await this.#knex<RawListed>(LISTED)
      .where({ source: state.source, seen_round: state.round })
      .where('id', '>', state.cursor ?? '')
      .orderBy('id')
      .limit(limit);
    return rows.map(fromListedRow);
  }

  async leaving(state: ListingState, limit: number): Promise<ListedRow[]> {
    const rows = await this.#knex<RawListed>(LISTED)
      .where({ source: state.source })
      .where('entity_pass', '<', state.pass)
      .orderBy('id')
      .limit(limit);
    return rows.map(fromListedRow);
  }

  async counts({ source, round, pass }: ListingState) {
    const count = async (narrow: (query: Knex.QueryBuilder) => void) => {
      const query = this.#knex(LISTED).where({ source });
      narrow(query);
      const [{ n }] = await query.count({ n: '*' });
      return Number(n);
    };
    return {
      entities: await count(query => query.whereNotNull('entity_pass')),
      leaving: await count(query => query.where('entity_pass', '<', pass)),
      listed: await count(query => query.where('seen_round', round)),
    };
  }

  async told(
    state: ListingState,
    given: readonly string[],
    taken: readonly string[],
  ): Promise<void> {
    await this.#knex.transaction(async tx => {
      for (const [ids, pass] of [
        [given, state.pass],
        [taken, null],
      ] as const) {
        for (const some of inChunks(ids)) {
          await tx(LISTED)
            .where({ source: state.source })
            .whereIn('id', some)
            .update({ entity_pass: pass });
        }
      }
      await this.#keep(tx, state);
    });
  }

  async drop(source: string, ids: readonly string[]): Promise<void> {
    await this.#knex.transaction(async tx => {
      for (const table of [LISTED, LISTED_LINKS]) {
        for (const some of inChunks(ids)) {
          await tx(table).where({ source }).whereIn('id', some).delete();
        }
      }
    });
  }

  async dropUnseen({ source, round }: ListingState): Promise<void> {
    await this.#knex.transaction(async tx => {
      await tx(LISTED)
        .where({ source })
        .where('seen_round', '<', round)
        .whereNull('entity_pass')
        .delete();
      // `not in` would be a comparison of all with all where there are many.
      await tx(LISTED_LINKS)
        .where({ source })
        .whereNotExists(
          tx(LISTED)
            .whereRaw('?? = ??', [`${LISTED}.source`, `${LISTED_LINKS}.source`])
            .andWhereRaw('?? = ??', [`${LISTED}.id`, `${LISTED_LINKS}.id`])
            .select(tx.raw('1')),
        )
        .delete();
    });
  }

  claims(
    rows: readonly ListedRow[],
    earlier: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Claim[]>> {
    return findClaims(this.#knex, rows, earlier);
  }

  async sharedDomains(source: string): Promise<number> {
    const shared = await this.#knex(LISTED)
      .where({ source })
      .whereNotNull('entity_pass')
      .whereNotNull('domain')
      .groupBy('domain')
      .havingRaw('count(*) > 1')
      .count({ n: '*' });
    return shared.reduce((sum, { n }) => sum + Number(n), 0);
  }

  async hear(source: string, ids: readonly string[]): Promise<void> {
    for (const some of inChunks([...new Set(ids)])) {
      await this.#knex(NEWS)
        .insert(some.map(id => ({ source, id, mark: randomUUID() })))
        .onConflict(['source', 'id'])
        .merge(['mark']);
    }
  }

  async heard(source: string, limit: number): Promise<Heard[]> {
    return this.#knex(NEWS).where({ source }).select('id', 'mark').limit(limit);
  }

  async unhear(source: string, words: readonly Heard[]): Promise<void> {
    for (const { id, mark } of words) {
      await this.#knex(NEWS).where({ source, id, mark }).delete();
    }
  }

  async idsOf(source: string, name: string): Promise<string[]> {
    return this.#knex(LISTED).where({ source, name }).pluck('id');
  }

  async #keep(tx: Knex, state: ListingState): Promise<void> {
    await tx(LISTINGS).insert(toStateRow(state)).onConflict('source').merge();
  }
}

function linkRows(source: string) {
  return ({ id, links }: ListedCustomer) =>
    Object.entries(links).flatMap(([other, ids]) =>
      ids.map(otherId => ({
        source,
        id,
        other_source: other,
        other_id: otherId,
      })),
    );
}
