import { migrationsDirectory } from '@customer-360/backstage-plugin-customer-360-backend/src/installation/applyMigrations';
import { DatabasePortfolioStore } from '@customer-360/backstage-plugin-customer-360-backend/src/portfolio/DatabasePortfolioStore';
import type {
  ListedFilter,
  VisibleList,
} from '@customer-360/backstage-plugin-customer-360-backend/src/portfolio/PortfolioStore';
import {
  ALL_SECTIONS,
  maskOf,
} from '@customer-360/backstage-plugin-customer-360-backend/src/portfolio/sectionMask';
import type {
  PortfolioSort,
  SortDirection,
} from '@customer-360/backstage-plugin-customer-360-common';
import { knex as createKnex, type Knex } from 'knex';

/** As many as a page of the portal has, and one to know whether there are more. */
const LIMIT = 26;
/** As far as the list counts before it says "and more". */
const COUNTED = 1_000;
const ROUNDS = 30;
const WARM_UP = 5;
/** To whom a page worth of customers belongs, however many there are. */
const MINE = 'user:default/u0';
const OWN_CUSTOMERS = 50;
/** What somebody sees of customers that are not their own. */
const PART = maskOf(['support', 'usage']);

const EVERYTHING: Pick<VisibleList, 'atoms' | 'classes'> = {
  atoms: [],
  classes: [{ mask: ALL_SECTIONS, when: [[]] }],
};
const OWN_AND_PART: Pick<VisibleList, 'atoms' | 'classes'> = {
  atoms: [{ kind: 'owner', refs: [MINE] }],
  classes: [
    { mask: ALL_SECTIONS, when: [[[0, true]]] },
    { mask: PART, when: [[[0, false]]] },
  ],
};
const ONLY_OWN: Pick<VisibleList, 'atoms' | 'classes'> = {
  atoms: OWN_AND_PART.atoms,
  classes: [OWN_AND_PART.classes[0]],
};

interface Shape {
  readonly seen: Pick<VisibleList, 'atoms' | 'classes'>;
  readonly sort: PortfolioSort;
  readonly direction?: SortDirection;
  readonly filter?: ListedFilter;
  /** Pages before the one that is measured. */
  readonly deep?: number;
}

const SHAPES: Readonly<Record<string, Shape>> = {
  'all by risk': { seen: EVERYTHING, sort: 'risk' },
  'all by risk, page 20': { seen: EVERYTHING, sort: 'risk', deep: 19 },
  'all by name': { seen: EVERYTHING, sort: 'name' },
  'all by MRR': { seen: EVERYTHING, sort: 'mrr', direction: 'desc' },
  'all by health': { seen: EVERYTHING, sort: 'health' },
  'all by notice': { seen: EVERYTHING, sort: 'notice' },
  'all by renewal': { seen: EVERYTHING, sort: 'renews' },
  'all by age': { seen: EVERYTHING, sort: 'oldest' },
  'a segment by risk': {
    seen: EVERYTHING,
    sort: 'risk',
    filter: { segment: 'smb' },
  },
  'own and a part of others by risk': { seen: OWN_AND_PART, sort: 'risk' },
  'own and a part of others by MRR': {
    seen: OWN_AND_PART,
    sort: 'mrr',
    direction: 'desc',
  },
  'own alone by risk': { seen: ONLY_OWN, sort: 'risk' },
  'mine of all by risk': {
    seen: EVERYTHING,
    sort: 'risk',
    filter: { owners: [MINE] },
  },
};

/**
 * The pages of the list, with as many customers as asked for in the tables:
 * `list.ts <connection string of an empty database> <customers>`. Says of each
 * shape of list how many milliseconds a page with its total takes, round by round.
 */
async function main(): Promise<void> {
  const [connection, count] = process.argv.slice(2);
  const knex = createKnex({ client: 'pg', connection, pool: { max: 4 } });
  await knex.migrate.latest({ directory: migrationsDirectory });
  await fill(knex, Number(count));
  const store = new DatabasePortfolioStore({ knex });
  const lists = Object.entries(SHAPES).map(([name, shape]) => ({
    name,
    deep: shape.deep ?? 0,
    list: {
      ...shape.seen,
      sort: shape.sort,
      direction: shape.direction ?? 'asc',
      filter: shape.filter ?? {},
    } satisfies VisibleList,
  }));
  const times: Record<string, number[]> = {};
  const rows: Record<string, number> = {};
  for (const { deep, list, name } of lists) {
    let after: Awaited<ReturnType<typeof store.page>>[number] | undefined;
    for (let page = 0; page < deep; page++) {
      after = (await store.page(list, after, LIMIT)).at(-1);
    }
    const place = after;
    times[name] = [];
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      const startedAt = performance.now();
      const [page] = await Promise.all([
        store.page(list, place, LIMIT),
        store.count(list, COUNTED),
      ]);
      if (round >= 0) {
        times[name].push(performance.now() - startedAt);
      }
      rows[name] = page.length;
    }
  }
  process.stdout.write(`${JSON.stringify({ times, rows })}\n`);
  await knex.destroy();
}

/**
 * Tables as they are once every customer has been observed: in SQL, since a
 * million of them one by one would take longer than all that is measured.
 */
async function fill(knex: Knex, customers: number): Promise<void> {
  const owners = Math.max(1, Math.floor(customers / OWN_CUSTOMERS));
  await knex.raw(
    `insert into c360_portfolio (
      customer_ref, name_key, search_text, segment, lifecycle, owner_key,
      currency, mrr, mrr_change, contract_day, billing_day, notice_day,
      last_event_day, health, coverage, severity_1, readings, entity_version, day)
    select
      'customer:default/c' || n, 'customer ' || md5(n::text), 'customer ' || n,
      (array['smb', 'midmarket', 'enterprise'])[1 + n % 3], 'active',
      'user:default/u' || n % :owners,
      'EUR', (hash % 1000) * 1000, case when n % 7 > 0 then hash % 400 - 200 end,
      case when n % 5 > 0 then 20700 + hash % 365 end, 20700 + hash % 365,
      case when n % 5 > 0 then 20670 + hash % 365 end,
      20600 + hash % 100, case when n % 6 > 0 then hash % 1000 end, 1000, n % 3,
      '{"weights":{},"oldest":{},"pays":true}', '1', '2026-09-10'
    from (select n, abs(hashtext(n::text)) as hash
      from generate_series(0, :customers - 1) as n) as numbered`,
    { customers, owners },
  );
  await knex.raw(
    `insert into c360_portfolio_owners (owner_ref, customer_ref)
    select owner_key, customer_ref from c360_portfolio
    union select 'group:default/csm', customer_ref from c360_portfolio`,
  );
  for (const mask of [ALL_SECTIONS, PART]) {
    await knex('c360_portfolio_masks').insert({
      mask,
      complete: true,
      asked_at: new Date().toISOString(),
    });
    await knex.raw(
      `insert into c360_portfolio_ranks (
        mask, customer_ref, name_key, band, currency, money, day, renews_day, oldest)
      select :mask, customer_ref, name_key, severity_1 + coalesce(health, 0) % 2,
        case when :mask = :all then currency else '~' end,
        case when :mask = :all then -mrr else 0 end,
        case when :mask = :all then coalesce(contract_day, billing_day) else 2147483647 end,
        case when :mask = :all then coalesce(contract_day, billing_day) end,
        '2026-09-' || lpad((1 + mrr / 1000 % 28)::text, 2, '0') || 'T00:00:00.000Z'
      from c360_portfolio`,
      { mask, all: ALL_SECTIONS },
    );
  }
  for (const table of [
    'c360_portfolio',
    'c360_portfolio_owners',
    'c360_portfolio_ranks',
  ]) {
    await knex.raw(`vacuum analyze ${table}`);
  }
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
