import { TestDatabases } from '@backstage/backend-test-utils';
import {
  PORTFOLIO_SORTS,
  RISK_BANDS,
  RISK_RULE_IDS,
  type PortfolioSort,
} from '@customer-360/backstage-plugin-customer-360-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { migrationsDirectory } from '../installation/applyMigrations';
import { DatabasePortfolioStore } from './DatabasePortfolioStore';
import type { PortfolioKeys } from './PortfolioKeys';
import type { ListPlace, VisibleList } from './PortfolioStore';
import { rankOf } from './rankOf';
import { ALL_SECTIONS, has, maskOf } from './sectionMask';
import type { Atom, VisibilityClass } from './visibility/Visibility';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const NOW = Date.parse('2026-09-10T12:00:00Z');
const MARA = 'user:default/mara';
const TEAM = 'group:default/csm';
const VERSION = { entity: '1', day: '2026-09-10' };

function keysOf(ref: string, more: Partial<PortfolioKeys> = {}): PortfolioKeys {
  return {
    ref,
    nameKey: ref,
    searchText: ref,
    lifecycle: 'active',
    ownerKey: TEAM,
    owners: [TEAM],
    pays: false,
    weights: {},
    oldest: {},
    ...more,
  };
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined });

const anyKeys = fc.record({
  // Few and odd, so that there are equal ones.
  nameKey: fc.constantFrom('alder', 'élan', 'zeta', 'Zeta', '100%', '😀', 'ﬀ'),
  segment: maybe(fc.constantFrom('smb', 'enterprise')),
  lifecycle: fc.constantFrom('active', 'churned'),
  pays: fc.boolean(),
  owners: fc.subarray([MARA, TEAM, 'user:default/jonas']),
  money: maybe(
    fc.record({
      currency: fc.constantFrom('EUR', 'USD'),
      mrr: fc.constantFrom(0, 5, 100, 3_000_000_000_000),
    }),
  ),
  mrrChange: maybe(fc.constantFrom(-100, 0, 100)),
  contractDay: maybe(fc.integer({ min: 20_700, max: 20_703 })),
  billingDay: maybe(fc.integer({ min: 20_700, max: 20_703 })),
  noticeDay: maybe(fc.integer({ min: 20_700, max: 20_703 })),
  health: maybe(fc.constantFrom(100, 900)),
  coverage: maybe(fc.constantFrom(0, 1_000)),
  severity1: maybe(fc.integer({ min: 0, max: 2 })),
  weights: fc
    .tuple(...RISK_RULE_IDS.map(() => maybe(fc.constantFrom(0, 1, 2))))
    .map(weights =>
      Object.fromEntries(
        RISK_RULE_IDS.flatMap((rule, at) =>
          weights[at] === undefined ? [] : [[rule, weights[at]]],
        ),
      ),
    ),
  oldest: fc.record({
    billing: maybe(fc.constantFrom('2026-09-01', '2026-09-09')),
    support: maybe(fc.constantFrom('2026-09-02', '2026-09-09')),
  }),
});

const ATOMS: readonly Atom[] = [
  { kind: 'owner', refs: [MARA] },
  { kind: 'owner', refs: [TEAM] },
  { kind: 'spec', key: 'segment', value: 'smb' },
  { kind: 'customer', refs: ['customer:default/c0', 'customer:default/c3'] },
];

function holds(atom: Atom, keys: PortfolioKeys): boolean {
  switch (atom.kind) {
    case 'owner':
      return atom.refs.some(ref => keys.owners.includes(ref));
    case 'customer':
      return atom.refs.includes(keys.ref);
    default:
      return keys[atom.key] === atom.value;
  }
}

/** Whoever is mine in full, others by a part, and those of a grant by another. */
const anyClasses: fc.Arbitrary<VisibilityClass[]> = fc
  .tuple(
    fc.integer({ min: 0, max: ATOMS.length - 1 }),
    fc.integer({ min: 0, max: ALL_SECTIONS }),
    maybe(fc.integer({ min: 0, max: ALL_SECTIONS })),
  )
  .map(([atom, own, others]) => [
    { mask: own, when: [[[atom, true] as const]] },
    ...(others === undefined
      ? []
      : [{ mask: others, when: [[[atom, false] as const]] }]),
  ]);

/** What the store is to give, worked out one by one. */
function expected(
  customers: readonly PortfolioKeys[],
  { atoms, classes, direction, filter, sort }: VisibleList,
): string[] {
  const keyOf = (
    keys: PortfolioKeys,
    mask: number,
  ): Array<string | number> | undefined => {
    const rank = rankOf(keys, mask);
    const of = (
      value: string | number | undefined,
      section?: Parameters<typeof has>[1],
    ) =>
      value === undefined || (section && !has(mask, section))
        ? undefined
        : [value];
    const byOrder: Record<PortfolioSort, Array<string | number> | undefined> = {
      risk: [rank.band, rank.currency, rank.money, rank.day],
      name: [],
      owner: [keys.ownerKey],
      mrr:
        keys.money && has(mask, 'billing')
          ? [keys.money.currency, keys.money.mrr]
          : undefined,
      mrrChange: of(keys.mrrChange, 'billing'),
      renews: of(rank.renewsDay),
      notice: of(keys.noticeDay, 'contract'),
      health: of(keys.health, 'relationship'),
      coverage: of(keys.coverage, 'relationship'),
      severity1: of(keys.severity1, 'support'),
      oldest: of(rank.oldest),
    };
    return byOrder[sort];
  };
  const rows = customers.flatMap(keys => {
    const group = classes.find(({ when }) =>
      when.some(all =>
        all.every(([atom, is]) => holds(atoms[atom], keys) === is),
      ),
    );
    if (!group) {
      return [];
    }
    const { mask } = group;
    const rank = rankOf(keys, mask);
    const matches =
      (!filter.bands || filter.bands.includes(RISK_BANDS[rank.band])) &&
      (!filter.severity1 || (has(mask, 'support') && !!keys.severity1)) &&
      (!filter.notice ||
        (has(mask, 'contract') &&
          keys.noticeDay !== undefined &&
          keys.noticeDay <= filter.notice.to)) &&
      (!filter.renews ||
        (rank.renewsDay !== undefined && rank.renewsDay <= filter.renews.to)) &&
      (!filter.segment || keys.segment === filter.segment);
    return matches ? [{ keys, key: keyOf(keys, mask) }] : [];
  });
  const bytes = (value: string | number) =>
    typeof value === 'number' ? value : Buffer.from(value).toString('hex');
  const compare = (a: Array<string | number>, b: Array<string | number>) => {
    const at = a.findIndex((value, i) => value !== b[i]);
    if (at < 0) {
      return 0;
    }
    return bytes(a[at]) < bytes(b[at]) ? -1 : 1;
  };
  const turned = direction === 'asc' ? 1 : -1;
  const last = ({ nameKey, ref }: PortfolioKeys) => [nameKey, ref];
  return [
    ...rows
      .filter(({ key }) => key)
      .sort(
        (a, b) =>
          turned *
          compare([...a.key!, ...last(a.keys)], [...b.key!, ...last(b.keys)]),
      ),
    ...rows
      .filter(({ key }) => !key)
      .sort((a, b) => compare(last(a.keys), last(b.keys))),
  ].map(({ keys }) => keys.ref);
}

const anyFilter: fc.Arbitrary<VisibleList['filter']> = fc.oneof(
  fc.constant({}),
  fc.constant({ segment: 'smb' }),
  fc.constant({ severity1: true }),
  fc.constant({ bands: ['high', 'unknown'] as const }),
  fc.constant({ renews: { from: 20_700, to: 20_701 } }),
  fc.constant({ notice: { from: 20_700, to: 20_701 } }),
);

describe.each(databases.eachSupportedId())(
  'DatabasePortfolioStore (%s)',
  databaseId => {
    let knex: Knex;
    let store: DatabasePortfolioStore;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      store = new DatabasePortfolioStore({ knex });
    });

    const keep = (...customers: PortfolioKeys[]) =>
      store.keep(customers.map(keys => ({ keys, version: VERSION })));
    const all: VisibleList = {
      atoms: [],
      classes: [{ mask: ALL_SECTIONS, when: [[]] }],
      filter: {},
      sort: 'name',
      direction: 'asc',
    };

    async function refsOf(list: VisibleList, limit: number): Promise<string[]> {
      const refs: string[] = [];
      for (let after: ListPlace | undefined; ; ) {
        const places = await store.page(list, after, limit);
        refs.push(...places.map(({ ref }) => ref));
        after = places.at(-1);
        if (places.length < limit) {
          return refs;
        }
      }
    }

    it('gives each customer that may be seen once, in order, whatever the pages', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyKeys, { maxLength: 12 }),
          anyClasses,
          anyFilter,
          fc.constantFrom(...PORTFOLIO_SORTS),
          fc.constantFrom('asc', 'desc'),
          fc.integer({ min: 1, max: 5 }),
          async (some, classes, filter, sort, direction, limit) => {
            for (const table of ['c360_portfolio', 'c360_portfolio_ranks']) {
              await knex(table).delete();
            }
            await knex('c360_portfolio_owners').delete();
            const customers = some.map((keys, at) =>
              keysOf(`customer:default/c${at}`, keys),
            );
            await keep(...customers);
            const list: VisibleList = {
              atoms: ATOMS,
              classes,
              filter,
              sort,
              direction: sort === 'risk' ? 'asc' : direction,
            };
            await knex('c360_portfolio_masks').delete();
            await store.prepare(
              classes.map(({ mask }) => mask),
              NOW,
            );
            const refs = expected(customers, list);
            expect(await refsOf(list, limit)).toEqual(refs);
            expect(await store.count(list, 5)).toEqual({
              count: Math.min(refs.length, 5),
              more: refs.length > 5,
            });
          },
        ),
        { numRuns: 150 },
      );
    });

    it('keeps the orders that somebody has asked for, and makes those they had not', async () => {
      const mask = maskOf(['usage', 'relationship', 'support']);
      const weights = { dormant: 2, health: 0, 'notice-open': 1 } as const;
      await keep(keysOf('customer:default/a', { weights }));
      const list: VisibleList = {
        ...all,
        sort: 'risk',
        classes: [{ mask, when: [[]] }],
      };
      expect(await refsOf(list, 10)).toEqual([]);
      expect(await store.prepare([mask], NOW)).toBe(true);
      await keep(
        keysOf('customer:default/b', {
          weights: { health: 0, dormant: 0, 'severity-1': 0 },
        }),
        keysOf('customer:default/a', { weights: {} }),
      );
      expect(await refsOf(list, 10)).toEqual([
        'customer:default/a',
        'customer:default/b',
      ]);
      expect(
        await knex('c360_portfolio_ranks')
          .orderBy('customer_ref')
          .pluck('band'),
      ).toEqual([RISK_BANDS.indexOf('unknown'), RISK_BANDS.indexOf('low')]);
    });

    it('forgets who is gone, with all that they were listed by', async () => {
      await keep(keysOf('customer:default/a'), keysOf('customer:default/b'));
      await store.prepare([ALL_SECTIONS], NOW);
      await store.prune(new Set(['customer:default/b']), NOW);
      for (const table of [
        'c360_portfolio',
        'c360_portfolio_owners',
        'c360_portfolio_ranks',
      ]) {
        expect(await knex(table).pluck('customer_ref')).toEqual([
          'customer:default/b',
        ]);
      }
      expect(await store.size()).toBe(1);
    });

    it('forgets orders that nobody has asked for in a month', async () => {
      await keep(keysOf('customer:default/a'));
      await store.prepare([1], NOW);
      await store.prepare([2], NOW + 20 * 86_400_000);
      await store.prune(new Set(['customer:default/a']), NOW + 31 * 86_400_000);
      expect(await knex('c360_portfolio_ranks').pluck('mask')).toEqual([2]);
    });

    it('follows who owns them, and finds what is typed as it is', async () => {
      await keep(
        keysOf('customer:default/a', {
          owners: [MARA],
          searchText: '100% pure_x a',
        }),
        keysOf('customer:default/b', { searchText: '1000 pure-x b' }),
      );
      const mine = { ...all, filter: { owners: [MARA] } };
      expect(await refsOf(mine, 10)).toEqual(['customer:default/a']);
      await keep(keysOf('customer:default/a', { owners: [TEAM] }));
      expect(await refsOf(mine, 10)).toEqual([]);
      await keep(keysOf('customer:default/a', { searchText: '100% pure_x a' }));
      for (const text of ['100%', 'pure_x']) {
        expect(await refsOf({ ...all, filter: { text } }, 10)).toEqual([
          'customer:default/a',
        ]);
      }
    });

    it('says of what each was made, until it is outdated', async () => {
      await keep(keysOf('customer:default/a'));
      const refs = ['customer:default/a', 'customer:default/x'];
      expect([...(await store.versions(refs))]).toEqual([
        ['customer:default/a', VERSION],
      ]);
      await store.outdate(refs);
      expect((await store.versions(refs)).get(refs[0])?.day).toBe('');
    });
  },
);
