import { checkCustomersPage } from '@customer-360/backstage-plugin-customer-360-node';
import {
  createSourceTestHarness,
  type SourceTestHarness,
  type VendorResponder,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import { createHubspotSource } from '../createHubspotSource';
import { entryFor, NOW } from '../__testUtils__/brightwater';
import { HubspotPortal } from '../__testUtils__/HubspotPortal';

const PARENT = [{ category: 'HUBSPOT_DEFINED', typeId: 14, label: null }];

let harness: SourceTestHarness | undefined;

afterEach(async () => {
  await harness?.close();
  harness = undefined;
});

interface Listed {
  id: string;
  properties: Record<string, string | null>;
}

/** A portal whose companies can be listed, two a page, and searched by change. */
function listing(companies: Listed[], pageSize = 2) {
  const portal = new HubspotPortal();
  for (const { id, properties } of companies) {
    portal.add(`companies/${id}`, properties);
  }
  const searches: Array<Record<string, any>> = [];
  const page = (from: number) => ({
    results: companies.slice(from, from + pageSize),
    ...(from + pageSize < companies.length && {
      paging: { next: { after: String(from + pageSize) } },
    }),
  });
  const respond: VendorResponder = request => {
    if (request.path === '/crm/objects/2026-09/companies') {
      return { json: page(Number(request.query.get('after') ?? 0)) };
    }
    if (request.path === '/crm/objects/2026-09/companies/search') {
      const body = JSON.parse(request.body);
      searches.push(body);
      return {
        json: { total: companies.length, ...page(Number(body.after ?? 0)) },
      };
    }
    return portal.respond(request);
  };
  return { portal, respond, searches };
}

async function start(respond: VendorResponder) {
  harness = await createSourceTestHarness({
    createSource: baseUrl =>
      createHubspotSource(
        entryFor(baseUrl, { customers: { links: { stripe: 'stripe_id' } } }),
      ),
    respond,
    now: NOW,
  });
  const { source, context } = harness;
  const customers = source.customers!;
  return {
    page: async (cursor?: string) =>
      checkCustomersPage(await customers.page(cursor, context())),
    changes: async (cursor?: string) =>
      checkCustomersPage(await customers.changedSince!(cursor, context())),
    get: (...ids: string[]) => customers.get(ids, context()),
    requests: harness.requests,
  };
}

const BRIGHTWATER: Listed = {
  id: '1001',
  properties: {
    name: ' Brightwater Logistics ',
    domain: 'Brightwater.example',
    lifecyclestage: 'customer',
    segment: 'mid_market',
    hubspot_owner_id: '72',
    csm: '71',
    stripe_id: 'cus_1, cus_2',
    hs_lastmodifieddate: '2026-11-20T10:00:00.000Z',
  },
};
const plain = (id: string, properties: Listed['properties'] = {}): Listed => ({
  id,
  properties,
});

describe('customers of HubSpot', () => {
  it('are companies with owner, team, parent and ids elsewhere', async () => {
    const { portal, respond } = listing([BRIGHTWATER, plain('1002')]);
    portal.link('companies/1001', 'companies/1002', PARENT);
    const { page } = await start(respond);
    expect(await page()).toEqual({
      customers: [
        {
          id: '1001',
          title: 'Brightwater Logistics',
          domain: 'brightwater.example',
          segment: 'mid-market',
          lifecycle: 'active',
          owner: 'jonas@demo.example',
          team: [
            { role: 'csm', email: 'mara@demo.example' },
            { role: 'account-executive', email: 'jonas@demo.example' },
          ],
          parent: '1002',
          links: { stripe: ['cus_1', 'cus_2'] },
          updatedAt: '2026-11-20T10:00:00.000Z',
        },
        { id: '1002', title: 'Company 1002', team: [], links: { stripe: [] } },
      ],
      cursor: '',
      last: true,
    });
  });

  it('come page by page, each once, and the owners are asked for once', async () => {
    const { respond } = listing(['1', '2', '3', '4', '5'].map(id => plain(id)));
    const { page, requests } = await start(respond);
    const ids: string[] = [];
    let at = await page();
    ids.push(...at.customers.map(({ id }) => id));
    while (!at.last) {
      at = await page(at.cursor);
      ids.push(...at.customers.map(({ id }) => id));
    }
    expect(ids).toEqual(['1', '2', '3', '4', '5']);
    expect(
      requests().filter(({ path }) => path.startsWith('/crm/owners/')),
    ).toHaveLength(1);
  });

  it('with something odd are listed without it', async () => {
    const { respond } = listing([
      plain('1', {
        name: 'x'.repeat(500),
        domain: 'not a domain',
        lifecyclestage: 'something new',
        hubspot_owner_id: '999',
        stripe_id: 'cus 1;cus_2',
        hs_lastmodifieddate: 'yesterday',
      }),
    ]);
    const { page } = await start(respond);
    const { customers } = await page();
    expect(customers).toEqual([
      {
        id: '1',
        title: expect.stringMatching(/^x+.?$/),
        team: [],
        links: { stripe: ['cus_2'] },
      },
    ]);
  });

  it('are an error, and not without parents, where associations fail', async () => {
    const { respond } = listing([BRIGHTWATER]);
    const { page } = await start(request =>
      request.path.startsWith('/crm/associations/')
        ? {
            status: 207,
            json: { results: [], errors: [{ subCategory: 'crm.broken' }] },
          }
        : respond(request),
    );
    await expect(page()).rejects.toMatchObject({ reason: 'upstream' });
  });

  it('that changed are searched from where it was, with an overlap', async () => {
    const { respond, searches } = listing([
      BRIGHTWATER,
      plain('2'),
      plain('3'),
    ]);
    const { changes, requests } = await start(respond);
    const begun = await changes();
    expect(begun).toMatchObject({ customers: [], last: true });
    expect(requests()).toEqual([]);
    const first = await changes(begun.cursor);
    expect(first.customers.map(({ id }) => id)).toEqual(['1001', '2']);
    expect(first.last).toBe(false);
    const second = await changes(first.cursor);
    expect(second.last).toBe(true);
    const since = String(NOW.getTime() - 2 * 60_000);
    expect(searches).toEqual([
      expect.objectContaining({
        filterGroups: [
          {
            filters: [
              {
                propertyName: 'hs_lastmodifieddate',
                operator: 'GTE',
                value: since,
              },
            ],
          },
        ],
        sorts: [
          { propertyName: 'hs_lastmodifieddate', direction: 'ASCENDING' },
        ],
      }),
      expect.objectContaining({ after: '2' }),
    ]);
    expect(second.cursor).toBe(begun.cursor);
  });

  it('that changed are searched anew before HubSpot pages no further', async () => {
    const searches: Array<Record<string, any>> = [];
    const { respond } = listing([BRIGHTWATER]);
    const { changes } = await start(request => {
      if (!request.path.endsWith('/search')) {
        return respond(request);
      }
      searches.push(JSON.parse(request.body));
      return {
        json: {
          total: 12_000,
          results: [BRIGHTWATER],
          paging: { next: { after: '9950' } },
        },
      };
    });
    const next = await changes('5:7:9900');
    await changes(next.cursor);
    expect(searches[1].after).toBeUndefined();
    expect(searches[1].filterGroups[0].filters[0].value).toBe(
      String(Date.parse('2026-11-20T10:00:00.000Z')),
    );
    await expect(changes('nonsense')).rejects.toMatchObject({
      reason: 'not_found',
    });
  });

  it('are gone only where HubSpot says so of the company itself', async () => {
    const { respond } = listing([BRIGHTWATER]);
    const { get } = await start(respond);
    expect(await get('1001', '404')).toEqual([
      expect.objectContaining({ id: '1001', owner: 'jonas@demo.example' }),
      { id: '404', gone: true },
    ]);
    await harness!.respondWith(request =>
      request.path.endsWith('/404')
        ? { status: 500, json: {} }
        : respond(request),
    );
    await expect(get('1001', '404')).rejects.toMatchObject({
      reason: 'upstream',
    });
  });
});
