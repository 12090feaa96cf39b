import { TestDatabases } from '@backstage/backend-test-utils';
import { facetDefinitions } from '@customer-360/backstage-plugin-customer-360-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { migrationsDirectory } from '../../installation/applyMigrations';
import { DatabaseUsageReport } from './DatabaseUsageReport';
import type { FacetPlace } from './UsageTally';
import { usageRange } from './usageRange';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const DAY = 86_400_000;
const NOW = Date.parse('2026-09-30T12:00:00Z');

const { account, contacts, tickets, invoices, notes, health } =
  facetDefinitions;
const definitions: FacetPlace[] = [
  account,
  contacts,
  tickets,
  invoices,
  notes,
  health,
];

interface Row {
  at: number;
  kind: string;
  outcome: string;
  person: string;
  customer: string | null;
  actingAs: string | null;
  facets: Record<string, string>;
  detail: Record<string, string> | null;
}

const row: fc.Arbitrary<Row> = fc.record({
  // Many in one millisecond, and some outside the range.
  at: fc.oneof(
    fc.integer({ min: 0, max: 5 }),
    fc.integer({ min: -DAY, max: 2 * DAY }),
  ),
  kind: fc.constantFrom('view', 'stream', 'facet', 'refresh', 'lookup'),
  outcome: fc.constantFrom('shown', 'shown', 'shown', 'denied', 'none'),
  person: fc.constantFrom('a', 'b', 'c'),
  customer: fc.constantFrom(null, 'x', 'y', 'z'),
  actingAs: fc.option(fc.constant('csm:own'), { freq: 8 }),
  facets: fc.dictionary(
    fc.constantFrom(...definitions.map(({ id }) => id), 'gone'),
    fc.constantFrom('full', 'summary', 'none'),
    { maxKeys: 4, noNullPrototype: true },
  ),
  detail: fc.constantFrom<Row['detail'][]>(
    null,
    { look: 'opened' },
    { look: 'refreshed' },
    { look: 'pushed' },
    { asked: 'named' },
    { asked: 'page' },
  ),
});

/** The same, one row after the other, as the words of the type say it. */
function counted(rows: readonly Row[]) {
  const asked = rows.filter(
    it =>
      it.at >= 0 &&
      it.at < DAY &&
      it.actingAs === null &&
      it.outcome !== 'none',
  );
  const shown = asked.filter(it => it.outcome === 'shown');
  const looking = shown.filter(it => it.kind !== 'lookup');
  const pages = looking.filter(it => ['view', 'stream'].includes(it.kind));
  const look = (word: string) =>
    pages.filter(it => (it.detail?.look ?? 'opened') === word).length;
  const sections = ['profile', 'billing', 'relationship', 'support'].map(
    section => {
      const levels = (it: Row) =>
        definitions
          .filter(facet => facet.section === section)
          .flatMap(({ id }) => it.facets[id] ?? []);
      const visible = (it: Row) => levels(it).some(level => level !== 'none');
      return {
        section,
        shown: pages.filter(visible).length,
        opened: looking.filter(
          it =>
            visible(it) &&
            (it.kind === 'facet' ||
              (it.kind === 'refresh' && it.detail?.asked === 'named')),
        ).length,
        denied: asked.filter(it => levels(it).includes('none')).length,
      };
    },
  );
  return {
    people: new Set(looking.map(it => it.person)).size,
    customers: new Set(looking.flatMap(it => it.customer ?? [])).size,
    pages: {
      opened: look('opened'),
      refreshed: look('refreshed'),
      pushed: look('pushed'),
    },
    sections,
    neverOpened: sections
      .filter(({ opened }) => opened === 0)
      .map(({ section }) => section),
    denied: asked.filter(it => it.outcome === 'denied').length,
  };
}

describe.each(databases.eachSupportedId())('the usage (%s)', databaseId => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: migrationsDirectory });
  });

  let chains = 0;

  /** In an hour of its own, so that nothing has to be removed. */
  async function write(rows: readonly Row[]): Promise<number> {
    chains += 1;
    const begin = NOW - chains * 4 * DAY;
    if (rows.length > 0) {
      await knex('c360_ledger').insert(
        rows.map((it, seq) => ({
          chain: `chain-${chains}`,
          seq: seq + 1,
          recorded_at: new Date(begin + it.at).toISOString(),
          request_kind: it.kind,
          outcome: it.outcome,
          person: it.person,
          acting_as: it.actingAs,
          customer_ref: it.customer,
          facets: JSON.stringify(it.facets),
          labels: '[]',
          detail: it.detail && JSON.stringify(it.detail),
          policy_version: 'p',
          request_id: 'r',
          key_id: 'k',
          hash: 'h',
        })),
      );
    }
    return begin;
  }

  const rangeFrom = (begin: number) => ({
    from: new Date(begin).toISOString(),
    to: new Date(begin + DAY).toISOString(),
  });

  it('counts what the words say, in slices of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 30 }),
        fc.integer({ min: 1, max: 12 }),
        async (rows, sliceRows) => {
          const range = rangeFrom(await write(rows));
          const report = new DatabaseUsageReport({
            knex,
            clock: { now: () => NOW },
            definitions,
            sliceRows,
          });
          expect(await report.of(range)).toEqual({
            ...range,
            ...counted(rows),
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('asks for few rows at a time, and gives up rather than keep somebody waiting', async () => {
    const rows = fc.sample(row, { numRuns: 200, seed: 1 });
    const range = rangeFrom(
      await write(rows.map((it, at) => ({ ...it, at: at * 1_000 }))),
    );
    const counts: number[] = [];
    const onResponse = (
      found: Array<{ counted?: string }>,
      query: { sql: string },
    ) => {
      if (query.sql.includes('counted')) {
        const list = Array.isArray(found) ? found : (found as any).rows;
        counts.push(
          list.reduce(
            (sum: number, it: { counted: string }) => sum + Number(it.counted),
            0,
          ),
        );
      }
    };
    knex.on('query-response', onResponse);
    const options = {
      knex,
      clock: { now: () => NOW },
      definitions,
      sliceRows: 20,
    };
    await new DatabaseUsageReport(options).of(range);
    knex.off('query-response', onResponse);

    expect(counts.length).toBeGreaterThanOrEqual(10);
    expect(Math.max(...counts)).toBeLessThanOrEqual(20);
    await expect(
      new DatabaseUsageReport({ ...options, limitMs: -1 }).of(range),
    ).rejects.toThrow('shorter time');
  });
});

describe('usageRange', () => {
  it('is the last 30 days where nobody says otherwise', () => {
    expect(usageRange({}, NOW)).toEqual({
      from: '2026-08-31T12:00:00.000Z',
      to: '2026-09-30T12:00:00.000Z',
    });
    expect(usageRange({ to: '2026-03-31T00:00:00.000Z' }, NOW).from).toBe(
      '2026-03-01T00:00:00.000Z',
    );
  });

  it.each([
    ['a day that there is not', { from: '2026-13-41T00:00:00.000Z' }],
    ['an end before the beginning', { from: '2027-01-01T00:00:00.000Z' }],
    [
      'more than 366 days',
      { from: '2025-09-29T00:00:00.000Z', to: '2026-09-30T00:00:00.001Z' },
    ],
  ])('takes no %s', (_what, range) => {
    expect(() => usageRange(range, NOW)).toThrow('The parameter');
  });
});
