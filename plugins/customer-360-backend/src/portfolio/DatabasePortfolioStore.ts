import type { Knex } from 'knex';
import { insertedAtOnce } from '../installation/insertedAtOnce';
import { comparePlaces } from './comparePlaces';
import {
  CUSTOMERS,
  keyed,
  keyless,
  matching,
  placeWithKey,
  placeWithoutKey,
  RANKS,
} from './listQuery';
import type { PortfolioKeys, PortfolioVersion } from './PortfolioKeys';
import type { ListPlace, PortfolioStore, VisibleList } from './PortfolioStore';
import { RankTable } from './RankTable';
import { toRow, type CustomerRow } from './customerRow';
import type { SectionMask } from './sectionMask';
import type { VisibilityClass } from './visibility/Visibility';

const OWNERS = 'c360_portfolio_owners';
/** As many values as any database takes in one statement. */
const BATCH = 200;
const PRUNED_AT_ONCE = 5_000;
const UNUSED_MS = 30 * 24 * 60 * 60_000;

/** @see PortfolioStore */
export class DatabasePortfolioStore implements PortfolioStore {
  readonly #knex: Knex;
  readonly #ranks: RankTable;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
    this.#ranks = new RankTable(options);
  }

  async keep(
    customers: ReadonlyArray<{
      keys: PortfolioKeys;
      version: PortfolioVersion;
    }>,
  ): Promise<void> {
    const atOnce = Math.min(insertedAtOnce(this.#knex), BATCH);
    for (let from = 0; from < customers.length; from += atOnce) {
      const some = customers.slice(from, from + atOnce);
      await this.#knex.transaction(async tx => {
        await tx<CustomerRow>(CUSTOMERS)
          .insert(some.map(({ keys, version }) => toRow(keys, version)))
          .onConflict('customer_ref')
          .merge();
        await this.#keepOwners(
          tx,
          some.map(({ keys }) => keys),
        );
        await this.#ranks.keep(
          tx,
          some.map(({ keys }) => keys),
        );
      });
    }
  }

  async versions(
    refs: readonly string[],
  ): Promise<ReadonlyMap<string, PortfolioVersion>> {
    const versions = new Map<string, PortfolioVersion>();
    for (let from = 0; from < refs.length; from += BATCH) {
      const rows = await this.#knex<CustomerRow>(CUSTOMERS)
        .whereIn('customer_ref', refs.slice(from, from + BATCH))
        .select('customer_ref', 'entity_version', 'day');
      for (const row of rows) {
        versions.set(row.customer_ref, {
          entity: row.entity_version,
          day: row.day,
        });
      }
    }
    return versions;
  }

  async outdate(refs: readonly string[]): Promise<void> {
    for (let from = 0; from < refs.length; from += BATCH) {
      await this.#knex<CustomerRow>(CUSTOMERS)
        .whereIn('customer_ref', refs.slice(from, from + BATCH))
        .update({ day: '' });
    }
  }

  async prune(there: ReadonlySet<string>, now: number): Promise<void> {
    let after: string | undefined = '';
    while (after !== undefined) {
      const refs: string[] = await this.#knex<CustomerRow>(CUSTOMERS)
        .where('customer_ref', '>', after)
        .orderBy('customer_ref')
        .limit(PRUNED_AT_ONCE)
        .pluck('customer_ref');
      const gone = refs.filter(ref => !there.has(ref));
      for (let from = 0; from < gone.length; from += BATCH) {
        const some = gone.slice(from, from + BATCH);
        await this.#knex.transaction(async tx => {
          for (const table of [RANKS, OWNERS, CUSTOMERS]) {
            await tx(table).whereIn('customer_ref', some).delete();
          }
        });
      }
      after = refs.length < PRUNED_AT_ONCE ? undefined : refs.at(-1);
    }
    await this.#ranks.forget(now - UNUSED_MS);
  }

  async size(): Promise<number> {
    const [row] = await this.#knex(CUSTOMERS).count('* as customers');
    return Number(row.customers);
  }

  async page(
    list: VisibleList,
    after: ListPlace | undefined,
    limit: number,
  ): Promise<ListPlace[]> {
    const withKey =
      after && !after.key
        ? []
        : await this.#firstOf(
            list,
            limit,
            row => placeWithKey(list, row),
            group => keyed(this.#knex, list, group, after),
          );
    if (withKey.length >= limit) {
      return withKey;
    }
    const begun = after && !after.key ? after : undefined;
    const without = await this.#firstOf(
      list,
      limit - withKey.length,
      placeWithoutKey,
      group => keyless(this.#knex, list, group, begun),
    );
    return [...withKey, ...without];
  }

  async count(
    list: VisibleList,
    upTo: number,
  ): Promise<{ count: number; more: boolean }> {
    let count = 0;
    for (const group of list.classes) {
      const query = matching(this.#knex, list, group);
      if (query && count <= upTo) {
        const some = query
          .select('customer.customer_ref')
          .limit(upTo + 1 - count)
          .as('some');
        const [row] = await this.#knex.from(some).count('* as found');
        count += Number(row.found);
      }
    }
    return { count: Math.min(count, upTo), more: count > upTo };
  }

  prepare(masks: readonly SectionMask[], now: number): Promise<boolean> {
    return this.#ranks.prepare(masks, now);
  }

  /** The first of all classes; each of them is in order by itself. */
  async #firstOf(
    list: VisibleList,
    limit: number,
    placeOf: (row: Record<string, string | number>) => ListPlace,
    queryOf: (group: VisibilityClass) => Knex.QueryBuilder | undefined,
  ): Promise<ListPlace[]> {
    const found = await Promise.all(
      list.classes.map(async group => {
        const rows: Array<Record<string, string | number>> =
          (await queryOf(group)?.limit(limit)) ?? [];
        return rows.map(placeOf);
      }),
    );
    return found
      .flat()
      .sort((a, b) => comparePlaces(a, b, list.direction))
      .slice(0, limit);
  }

  async #keepOwners(
    tx: Knex.Transaction,
    customers: readonly PortfolioKeys[],
  ): Promise<void> {
    const refs = customers.map(({ ref }) => ref);
    const before: Array<{ customer_ref: string; owner_ref: string }> = await tx(
      OWNERS,
    )
      .whereIn('customer_ref', refs)
      .select('customer_ref', 'owner_ref');
    const wanted = customers.flatMap(({ ref, owners }) =>
      [...new Set(owners)].map(owner => ({
        customer_ref: ref,
        owner_ref: owner,
      })),
    );
    const keyOf = (row: (typeof wanted)[number]) =>
      `${row.customer_ref} ${row.owner_ref}`;
    const had = new Set(before.map(keyOf));
    const has = new Set(wanted.map(keyOf));
    for (const row of before.filter(each => !has.has(keyOf(each)))) {
      await tx(OWNERS).where(row).delete();
    }
    const added = wanted.filter(row => !had.has(keyOf(row)));
    for (let from = 0; from < added.length; from += BATCH) {
      await tx(OWNERS)
        .insert(added.slice(from, from + BATCH))
        .onConflict(['owner_ref', 'customer_ref'])
        .ignore();
    }
  }
}
