import {
  createSourceTestHarness,
  type SourceTestHarness,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import { createHubspotSource } from '../createHubspotSource';
import { entryFor, NOW } from '../__testUtils__/brightwater';

let harness: SourceTestHarness | undefined;

const SINCE = NOW.getTime() - 15 * 60_000;

/** A portal with companies changed at these moments, in order. */
async function start(moments: number[]) {
  harness = await createSourceTestHarness({
    createSource: baseUrl => createHubspotSource(entryFor(baseUrl)),
    respond: ({ path, body }) => {
      if (!path.endsWith('/companies/search')) {
        return undefined;
      }
      const { filterGroups, sorts, limit, after = '0' } = JSON.parse(body);
      const [{ filters }] = filterGroups;
      expect(filters).toEqual([
        {
          propertyName: 'hs_lastmodifieddate',
          operator: 'GTE',
          value: expect.stringMatching(/^\d+$/),
        },
      ]);
      expect(sorts).toEqual([
        { propertyName: 'hs_lastmodifieddate', direction: 'ASCENDING' },
      ]);
      const found = moments.flatMap((at, i) =>
        at >= Number(filters[0].value)
          ? [
              {
                id: String(i + 1),
                properties: { hs_lastmodifieddate: new Date(at).toISOString() },
                createdAt: '2026-01-01T00:00:00.000Z',
                updatedAt: new Date(at).toISOString(),
                archived: false,
              },
            ]
          : [],
      );
      return {
        json: {
          total: found.length,
          results: found.slice(Number(after), Number(after) + limit),
        },
      };
    },
    now: NOW,
  });
  const [bulk] = harness.source.bulk!;
  const { context } = harness;
  return {
    bulk,
    page: (cursor?: string) => bulk.page(cursor, context()),
    all: async () => {
      const seen = new Set<string>();
      let cursor: string | undefined;
      for (let last = false; !last; ) {
        const answer = await bulk.page(cursor, context());
        answer.rows.forEach(row => seen.add(row.account));
        ({ cursor, last } = answer);
      }
      return seen;
    },
  };
}

afterEach(async () => {
  await harness?.close();
  harness = undefined;
});

describe('companiesBulk', () => {
  it('says which companies have changed, and begins the next round a little earlier', async () => {
    const { page } = await start([SINCE - 1, SINCE, NOW.getTime() - 60_000]);
    const first = await page();
    expect(first).toMatchObject({
      last: true,
      rows: [
        { kind: 'changed', account: '2' },
        { account: '3', facets: expect.arrayContaining(['account', 'team']) },
      ],
    });
    expect(JSON.parse(first.cursor)).toEqual({
      since: NOW.getTime() - 3 * 60_000,
      after: 0,
    });
    const second = await page(first.cursor);
    expect(second.rows.map(row => row.account)).toEqual(['3']);
    expect(second.cursor).toBe(first.cursor);
  });

  it('misses none of many, also where they were changed in one moment', async () => {
    const { all } = await start([
      ...Array.from({ length: 450 }, (_, i) => SINCE + i),
      ...Array.from({ length: 650 }, () => SINCE + 500),
      SINCE + 501,
    ]);
    expect((await all()).size).toBe(1_101);
  });

  it('stops where one moment has more than a search can give', async () => {
    const { page } = await start(Array.from({ length: 10_200 }, () => SINCE));
    const at = (after: number) => page(JSON.stringify({ since: SINCE, after }));
    await expect(at(9_600)).resolves.toMatchObject({ last: false });
    await expect(at(9_800)).rejects.toMatchObject({ reason: 'schema' });
  });

  it('is not led ahead of its time by a stamp that is', async () => {
    const { page } = await start([NOW.getTime() + 3_600_000]);
    const { cursor } = await page();
    expect(JSON.parse(cursor).since).toBeLessThan(NOW.getTime());
  });

  it('begins anew with a cursor that is not ours', async () => {
    const { page } = await start([]);
    for (const cursor of ['', 'null', '{"since":-1,"after":0}']) {
      await expect(page(cursor)).rejects.toMatchObject({ reason: 'not_found' });
    }
  });
});
