import {
  RISK_BANDS,
  type PortfolioSection,
  type PortfolioSort,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import type { ListedFilter, ListPlace, VisibleList } from './PortfolioStore';
import { has, type SectionMask } from './sectionMask';
import { restrict } from './visibility/visibilitySql';
import type { VisibilityClass } from './visibility/Visibility';

export const CUSTOMERS = 'c360_portfolio';
export const RANKS = 'c360_portfolio_ranks';

/** What an order goes by, and the section that it takes. */
interface Order {
  readonly columns: readonly string[];
  /** Those of the columns that are words. */
  readonly words?: readonly string[];
  readonly section?: PortfolioSection;
  /** Nobody is without a key. */
  readonly whole?: boolean;
}

const ORDERS: Readonly<Record<PortfolioSort, Order>> = {
  risk: {
    columns: ['rank.band', 'rank.currency', 'rank.money', 'rank.day'],
    words: ['rank.currency'],
    whole: true,
  },
  name: { columns: [], whole: true },
  owner: {
    columns: ['customer.owner_key'],
    words: ['customer.owner_key'],
    whole: true,
  },
  mrr: {
    columns: ['customer.currency', 'customer.mrr'],
    words: ['customer.currency'],
    section: 'billing',
  },
  mrrChange: { columns: ['customer.mrr_change'], section: 'billing' },
  renews: { columns: ['rank.renews_day'] },
  notice: { columns: ['customer.notice_day'], section: 'contract' },
  health: { columns: ['customer.health'], section: 'relationship' },
  coverage: { columns: ['customer.coverage'], section: 'relationship' },
  severity1: { columns: ['customer.severity_1'], section: 'support' },
  oldest: { columns: ['rank.oldest'], words: ['rank.oldest'] },
};
const RANKED: ReadonlySet<PortfolioSort> = new Set([
  'risk',
  'renews',
  'oldest',
]);
/** So that the rows of a class are in one order, whichever table is read first. */
const LAST_COLUMNS = {
  customer: ['customer.name_key', 'customer.customer_ref'],
  rank: ['rank.name_key', 'rank.customer_ref'],
};

/** Whether the orders or the filter need the ranks of a class. */
export function needsRanks({ filter, sort }: VisibleList): boolean {
  return RANKED.has(sort) || filter.bands !== undefined || !!filter.renews;
}

/** Whether somebody of the class has a key in this order. */
function hasKey({ sort }: VisibleList, mask: SectionMask): boolean {
  const { section } = ORDERS[sort];
  return section === undefined || has(mask, section);
}

/**
 * Those of a class who match the filter, without an order. Undefined where the
 * filter asks for what the class may not see: nobody of it can be known to match.
 */
export function matching(
  knex: Knex,
  list: VisibleList,
  { mask, when }: VisibilityClass,
): Knex.QueryBuilder | undefined {
  const { atoms, filter } = list;
  if (needed(filter).some(section => !has(mask, section))) {
    return undefined;
  }
  const query = knex(`${CUSTOMERS} as customer`);
  if (needsRanks(list)) {
    void query
      .join(`${RANKS} as rank`, 'rank.customer_ref', 'customer.customer_ref')
      .where('rank.mask', mask);
  }
  restrict(query, atoms, when);
  narrow(query, filter);
  return query;
}

/** Those of a class with a key who come after a place; undefined where none has. */
export function keyed(
  knex: Knex,
  list: VisibleList,
  group: VisibilityClass,
  after: ListPlace | undefined,
): Knex.QueryBuilder | undefined {
  const { columns } = ORDERS[list.sort];
  const query = hasKey(list, group.mask) && matching(knex, list, group);
  if (!query) {
    return undefined;
  }
  const ordered = [...columns, ...lastColumns(list)];
  for (const column of columns) {
    void query.whereNotNull(column);
  }
  if (after) {
    beyond(query, ordered, list, [
      ...(after.key ?? []),
      after.nameKey,
      after.ref,
    ]);
  }
  return query
    .select(ordered.map((column, at) => knex.ref(column).as(`k${at}`)))
    .orderBy(ordered.map(column => ({ column, order: list.direction })));
}

/** Those of a class without a key, by name; undefined where all have one. */
export function keyless(
  knex: Knex,
  list: VisibleList,
  group: VisibilityClass,
  after: ListPlace | undefined,
): Knex.QueryBuilder | undefined {
  const { columns, whole } = ORDERS[list.sort];
  const isHidden = !hasKey(list, group.mask);
  if (whole) {
    return undefined;
  }
  const query = matching(knex, list, group);
  if (!query) {
    return undefined;
  }
  if (!isHidden) {
    void query.where(any => {
      for (const column of columns) {
        void any.orWhereNull(column);
      }
    });
  }
  const ordered = lastColumns(list);
  if (after) {
    beyond(query, ordered, { direction: 'asc' }, [after.nameKey, after.ref]);
  }
  return query
    .select(ordered.map((column, at) => knex.ref(column).as(`k${at}`)))
    .orderBy(ordered.map(column => ({ column, order: 'asc' as const })));
}

/** A row of `keyed`: a large whole number comes as text from some databases. */
export function placeWithKey(
  { sort }: Pick<VisibleList, 'sort'>,
  row: Readonly<Record<string, string | number>>,
): ListPlace {
  const { columns, words = [] } = ORDERS[sort];
  return {
    key: columns.map((column, at) =>
      words.includes(column) ? String(row[`k${at}`]) : Number(row[`k${at}`]),
    ),
    nameKey: String(row[`k${columns.length}`]),
    ref: String(row[`k${columns.length + 1}`]),
  };
}

/** A row of `keyless`. */
export function placeWithoutKey(
  row: Readonly<Record<string, string | number>>,
): ListPlace {
  return { nameKey: String(row.k0), ref: String(row.k1) };
}

function lastColumns(list: VisibleList): readonly string[] {
  return RANKED.has(list.sort) ? LAST_COLUMNS.rank : LAST_COLUMNS.customer;
}

function beyond(
  query: Knex.QueryBuilder,
  columns: readonly string[],
  { direction }: Pick<VisibleList, 'direction'>,
  values: ReadonlyArray<string | number>,
): void {
  const names = columns.map(() => '??').join(', ');
  const places = columns.map(() => '?').join(', ');
  void query.whereRaw(
    `(${names}) ${direction === 'asc' ? '>' : '<'} (${places})`,
    [...columns, ...values],
  );
}

/** Sections that a filter cannot be answered without. */
function needed(filter: ListedFilter): PortfolioSection[] {
  return [
    ...(filter.notice ? (['contract'] as const) : []),
    ...(filter.lastEventUpTo === undefined ? [] : (['usage'] as const)),
    ...(filter.severity1 ? (['support'] as const) : []),
  ];
}

function narrow(query: Knex.QueryBuilder, filter: ListedFilter): void {
  const { bands, lifecycle, notice, owner, owners, renews, segment, text } =
    filter;
  for (const refs of [owners, owner === undefined ? undefined : [owner]]) {
    if (refs) {
      void query.whereIn('customer.customer_ref', inner =>
        inner
          .select('customer_ref')
          .from('c360_portfolio_owners')
          .whereIn('owner_ref', [...refs]),
      );
    }
  }
  if (text) {
    const pattern = text.replace(/[\\%_]/g, match => `\\${match}`);
    void query.whereRaw("customer.search_text like ? escape '\\'", [
      `%${pattern}%`,
    ]);
  }
  if (segment !== undefined) {
    void query.where('customer.segment', segment);
  }
  if (lifecycle !== undefined) {
    void query.where('customer.lifecycle', lifecycle);
  }
  if (bands) {
    void query.whereIn(
      'rank.band',
      bands.map(band => RISK_BANDS.indexOf(band)),
    );
  }
  if (renews) {
    void query.whereBetween('rank.renews_day', [renews.from, renews.to]);
  }
  if (notice) {
    void query.whereBetween('customer.notice_day', [notice.from, notice.to]);
  }
  if (filter.lastEventUpTo !== undefined) {
    void query.where('customer.last_event_day', '<=', filter.lastEventUpTo);
  }
  if (filter.severity1) {
    void query.where('customer.severity_1', '>', 0);
  }
}
