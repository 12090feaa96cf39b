import {
  createSourceTestHarness,
  type SourceTestHarness,
  type VendorResponder,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import type { BulkRow } from '@customer-360/backstage-plugin-customer-360-node';
import {
  ACCOUNT,
  brightwater,
  entryFor,
  NOW,
} from '../__testUtils__/brightwater';
import { createHubspotSource } from '../createHubspotSource';

let harness: SourceTestHarness | undefined;

async function start(
  respond: VendorResponder = brightwater().respond,
  overrides: Record<string, unknown> = {},
) {
  harness = await createSourceTestHarness({
    createSource: baseUrl => createHubspotSource(entryFor(baseUrl, overrides)),
    respond,
    now: NOW,
  });
  const { source, context, requests } = harness;
  const bulk = source.bulk!.find(({ id }) => id === 'figures')!;
  return {
    bulk,
    page: (cursor?: string) => bulk.page(cursor, context()),
    all: async () => {
      const rows: BulkRow[] = [];
      let cursor: string | undefined;
      for (let last = false; !last; ) {
        const answer = await bulk.page(cursor, context());
        rows.push(...answer.rows);
        ({ cursor, last } = answer);
      }
      return rows;
    },
    read: <F extends 'health' | 'surveys' | 'contracts'>(facet: F) =>
      harness!.read(facet, ACCOUNT),
    asked: () => requests().map(({ method, path }) => `${method} ${path}`),
  };
}

const of = (rows: readonly BulkRow[], account: string) =>
  Object.fromEntries(
    rows.flatMap(row =>
      row.kind === 'data' && row.account === account ? [[row.facet, row]] : [],
    ),
  );

afterEach(async () => {
  await harness?.close();
  harness = undefined;
});

describe('figuresBulk', () => {
  it('gives of each company what a read gives, but for its past', async () => {
    const { bulk, all, read } = await start();
    expect(bulk).toMatchObject({
      mode: 'snapshot',
      facets: ['health', 'surveys', 'contracts'],
    });
    const rows = await all();
    const { health, surveys, contracts } = of(rows, '1001') as any;
    const whole = (await read('health')).data;
    expect(whole.history).not.toEqual([]);
    expect(health).toEqual({
      kind: 'data',
      facet: 'health',
      account: '1001',
      data: {
        ...whole,
        history: [],
        previous: undefined,
        updatedAt: undefined,
      },
      missing: [expect.stringContaining('of earlier days')],
      figuresWhole: true,
      owner: { domains: ['Brightwater.example'] },
    });
    expect(surveys.data).toEqual((await read('surveys')).data);
    expect(contracts.data).toEqual((await read('contracts')).data);
    expect(contracts.data.contracts).toHaveLength(1);
    expect(of(rows, '1002')).toMatchObject({
      health: { data: { score: undefined, coverage: 0 } },
      contracts: { data: { contracts: [] }, figuresWhole: true },
    });
  });

  it('costs a few calls for a page of companies, whatever hangs on them', async () => {
    const { page, asked } = await start();
    const first = await page();
    expect(first.last).toBe(false);
    expect(new Set(first.rows.map(({ account }) => account))).toEqual(
      new Set(['1000', '1001']),
    );
    expect(asked().sort()).toEqual([
      'GET /account-info/2026-09/details',
      'GET /crm/objects/2026-09/companies',
      'POST /crm/associations/2026-09/companies/contracts/batch/read',
      'POST /crm/objects/2026-09/contracts/batch/read',
    ]);
    const second = await page(first.cursor);
    expect(second).toMatchObject({ last: true });
    expect(second.rows[0]).toMatchObject({ account: '1002' });
  });

  it('has no row for contracts that could not be read in full', async () => {
    const portal = brightwater();
    const { all } = await start(request =>
      request.path.endsWith('/contracts/batch/read') &&
      request.path.includes('/objects/')
        ? { status: 207, json: { status: 'COMPLETE', results: [], errors: [] } }
        : portal.respond(request),
    );
    const rows = await all();
    expect(Object.keys(of(rows, '1001'))).toEqual(['health', 'surveys']);
    expect(of(rows, '1000')).toHaveProperty('contracts');
  });

  it('knows of nobody whether there are contracts where the answer says that some failed', async () => {
    const portal = brightwater();
    const { all } = await start(request =>
      request.path.includes('/associations/')
        ? {
            status: 207,
            json: {
              status: 'COMPLETE',
              results: [],
              errors: [{ status: 'error', category: 'RATE_LIMITS' }],
            },
          }
        : portal.respond(request),
    );
    expect(
      (await all()).filter(
        row => row.kind === 'data' && row.facet === 'contracts',
      ),
    ).toEqual([]);
  });

  it('takes what was agreed from won deals alone, and never from private ones', async () => {
    const properties = { endDay: 'closedate', number: 'dealname' };
    const portal = brightwater()
      .add('deals/3101', {
        dealname: 'Won',
        closedate: '2026-01-01',
        hs_is_closed_won: 'true',
        is_private: null,
      })
      .add('deals/3102', {
        dealname: 'Won in secret',
        closedate: '2026-01-01',
        hs_is_closed_won: 'true',
        is_private: 'true',
      })
      .add('deals/3103', {
        dealname: 'Open',
        closedate: '2026-01-01',
        hs_is_closed_won: 'false',
        is_private: 'false',
      });
    const { all, read } = await start(portal.respond, {
      contracts: { objectType: 'deals', properties },
    });
    const { contracts } = of(await all(), '1001') as any;
    expect(contracts.data.contracts.map((each: any) => each.number)).toEqual([
      'Won',
    ]);
    expect(contracts.data).toEqual((await read('contracts')).data);
  });

  it('reads the company alone where that is where it stands', async () => {
    const portal = brightwater().add('companies/1003', {
      domain: 'c.example',
      agreed: '2026-02-01',
    });
    const { all, asked } = await start(portal.respond, {
      contracts: {
        objectType: 'companies',
        properties: { endDay: 'agreed' },
      },
    });
    expect(of(await all(), '1003').contracts).toMatchObject({
      data: { contracts: [{ endDay: '2026-02-01' }] },
    });
    expect(asked().some(call => call.includes('associations'))).toBe(false);
  });

  it('is not there where none of it is mapped', async () => {
    const { bulk } = await start(undefined, {
      health: undefined,
      nps: undefined,
      contracts: undefined,
    });
    expect(bulk).toBeUndefined();
  });

  it('stops where there is more and no way to go on', async () => {
    const portal = brightwater();
    const { page } = await start(request =>
      request.path.endsWith('/objects/2026-09/companies')
        ? { json: { results: [], paging: { next: { after: '7' } } } }
        : portal.respond(request),
    );
    await expect(page('6')).rejects.toMatchObject({ reason: 'schema' });
  });
});
