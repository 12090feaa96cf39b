import { callInside } from '../server/changes/insideRequests.ts';
import { testContext } from '../server/testRequest.ts';
import type { Vendor } from '../server/types.ts';
import { createWorld } from '../world/createWorld.ts';
import type { World } from '../world/types.ts';
import { createHubSpotVendor } from './createHubSpotVendor.ts';
import { indexedTypes, ModifiedIndex } from './ModifiedIndex.ts';
import { Portal } from './Portal.ts';

const OBJECTS = '/crm/objects/2026-09';

describe('the index of last changes', () => {
  it.each(indexedTypes)('agrees with a look at all %s', async type => {
    const world = createWorld({ seed: 42, size: 40, today: '2026-11-23' });
    const context = testContext();
    const portal = new Portal(world, context.lag);
    const index = new ModifiedIndex(portal);
    const [editedAt, archivedAt, from, into] = Array.from(
      { length: world.size },
      (_, at) => at,
    ).filter(at => portal.ofCompany(at, type).length > 0);
    const [edited] = portal.ofCompany(editedAt, type);
    portal.changes.edit(editedAt, edited, { hs_next_step: 'x' }, context.now());
    const [archived] = portal.ofCompany(archivedAt, type);
    portal.changes.archive(archivedAt, archived, context.now());
    portal.changes.merge(from, into);

    const all = Array.from({ length: world.size }, (_, at) =>
      portal.ofCompany(at, type),
    )
      .flat()
      .map(record => ({ id: record.id, at: Date.parse(record.updatedAt) }))
      .sort((a, b) => a.at - b.at || Number(a.id) - Number(b.id));
    const middle = all[Math.floor(all.length / 2)].at;
    const range = { from: middle, to: Number.MAX_SAFE_INTEGER - 1 };
    const expected = all.filter(each => each.at >= middle).map(({ id }) => id);

    const options = { start: 0, limit: 500, lists: () => true };
    const up = await index.page(type, range, { ...options, descending: false });
    expect(up).toEqual({ ids: expected, total: expected.length });
    const down = await index.page(type, range, {
      ...options,
      descending: true,
    });
    expect(down.ids).toEqual([...expected].reverse());
    const part = await index.page(type, range, {
      ...options,
      descending: false,
      start: 3,
      limit: 4,
    });
    expect(part).toEqual({
      ids: expected.slice(3, 7),
      total: expected.length,
    });
    expect(expected).toContain(edited.id);
    expect(expected).not.toContain(archived.id);
  });
});

jest.setTimeout(60_000);

describe('a large world', () => {
  const size = 600;
  let world: World;
  let made: number;
  let vendor: Vendor;
  let context: ReturnType<typeof testContext>;

  beforeAll(() => {
    const whole = createWorld({ seed: 42, size, today: '2026-11-23' });
    world = Object.create(whole, {
      company: {
        value: (index: number) => {
          made += 1;
          return whole.company(index);
        },
      },
    });
    made = 0;
    context = testContext();
    vendor = createHubSpotVendor(world, context);
  });

  const search = (body: Readonly<Record<string, unknown>>) =>
    callInside(vendor, {
      method: 'POST',
      path: `${OBJECTS}/companies/search`,
      body,
    });

  const since = (value: string) => ({
    filterGroups: [
      {
        filters: [
          { propertyName: 'hs_lastmodifieddate', operator: 'GTE', value },
        ],
      },
    ],
    sorts: [{ propertyName: 'hs_lastmodifieddate', direction: 'ASCENDING' }],
    limit: 200,
  });

  it('is read through by last change, each company once', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { body } = await search({ ...since('0'), after });
      expect(body.total).toBe(size);
      seen.push(...body.results.map((each: any) => each.id));
      after = body.paging?.next.after;
    } while (after !== undefined);
    expect(new Set(seen).size).toBe(size);
  });

  it('makes no company for a page that is not on it', async () => {
    await search(since('0'));
    made = 0;
    const { body } = await search({ ...since('0'), after: '300' });
    expect(body.results).toHaveLength(200);
    // Each with its parent, and read once or twice; never the world
    expect(made).toBeLessThan(550);
    made = 0;
    await callInside(vendor, {
      method: 'GET',
      path: `${OBJECTS}/companies?limit=100`,
    });
    expect(made).toBeLessThan(500);
  });

  it('finds what changed, and nothing past 10,000 results', async () => {
    const id = world.ids.hubspot('company', 432);
    await callInside(vendor, {
      method: 'PATCH',
      path: `${OBJECTS}/companies/${id}`,
      body: { properties: { segment: 'smb', plan_name: 'Other' } },
    });
    const { body } = await search(since(context.now().toISOString()));
    expect(body).toMatchObject({ total: 1, results: [{ id }] });
    const deep = await search({ ...since('0'), after: '9900' });
    expect(deep.status).toBe(400);
  });
});
