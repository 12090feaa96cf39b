import { waitUntil } from '../waitUntil.ts';
import { FakeVendor } from './FakeVendor.ts';
import { startFakeVendorProcess } from './startFakeVendorProcess.ts';
import type { Vendor } from './Vendor.ts';
import type { VendorChange } from './VendorSettings.ts';

const address = { source: 'crm', account: 'acme', facet: 'deals' };

describe.each([
  ['in this process', () => FakeVendor.start()],
  ['as a process of its own', () => startFakeVendorProcess()],
])('FakeVendor %s', (_, start: () => Promise<Vendor>) => {
  let vendor: Vendor;

  beforeAll(async () => {
    vendor = await start();
  });

  beforeEach(async () => {
    await vendor.reset();
  });

  afterAll(async () => {
    await vendor.stop();
  });

  async function ask(path: string) {
    const answer = await fetch(`${vendor.url}${path}`);
    return { answer, status: answer.status, body: await answer.json() };
  }

  it('should answer the record that it is asked for', async () => {
    const before = Date.now();
    const { answer, body } = await ask('/v1/crm/accounts/acme/deals');
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(body).toEqual({
      account: 'acme',
      facet: 'deals',
      version: 1,
      readAt: expect.any(String),
      page: 1,
      pages: 1,
      items: expect.any(Array),
    });
    expect(body.items).toHaveLength(10);
    expect(body.items[0]).toEqual({
      id: 'acme-deals-1',
      account: 'acme',
      version: 1,
      name: 'deals 1 of acme',
    });
    expect(Date.parse(body.readAt)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(body.readAt)).toBeLessThanOrEqual(Date.now());
    expect((await ask('/v1/crm/accounts/%C3%BC%2F/a')).body.account).toBe('ü/');
  });

  it('should page without a gap and without an item twice', async () => {
    await ask('/v1/crm/accounts/acme/deals');
    await vendor.control({ source: 'crm', itemsPerPage: 3, pages: 2 });
    const pages = await Promise.all(
      [1, 2, 3].map(it => ask(`/v1/crm/accounts/acme/deals?page=${it}`)),
    );
    const ids = pages.map(({ body }) =>
      body.items.map((it: { id: string }) => it.id),
    );
    expect(ids).toEqual([
      ['acme-deals-1', 'acme-deals-2', 'acme-deals-3'],
      ['acme-deals-4', 'acme-deals-5', 'acme-deals-6'],
      [],
    ]);
    expect(pages[1].body).toMatchObject({ page: 2, pages: 2 });
  });

  it.each(['/v1/crm/accounts/acme', '/v1/crm/accounts/a/b?page=0', '/x'])(
    'should not know %s',
    async path => {
      expect((await ask(path)).status).toBe(404);
      expect((await vendor.calls()).total).toBe(0);
    },
  );

  it('should count the version of the one record that is written', async () => {
    await ask('/v1/crm/accounts/acme/deals');
    expect(await vendor.write(address)).toBe(2);
    expect(await vendor.write(address)).toBe(3);
    const { body } = await ask('/v1/crm/accounts/acme/deals');
    expect([body.version, body.items[9].version]).toEqual([3, 3]);
    for (const other of [
      'billing/accounts/acme/deals',
      'crm/accounts/other/deals',
      'crm/accounts/acme/contacts',
    ]) {
      expect((await ask(`/v1/${other}`)).body.version).toBe(1);
    }
  });

  it('should answer later what it read before', async () => {
    await vendor.control({ source: 'crm', latencyMs: 400, jitterMs: 50 });
    const from = performance.now();
    const slow = ask('/v1/crm/accounts/acme/deals');
    await waitUntil(async () => (await vendor.calls()).total === 1);
    await vendor.write(address);
    expect((await slow).body.version).toBe(1);
    expect(performance.now() - from).toBeGreaterThanOrEqual(345);
  });

  it('should answer with a status, and when to come again', async () => {
    await vendor.control({ source: 'crm', status: 429, retryAfter: 7 });
    const { answer, status } = await ask('/v1/crm/accounts/acme/deals');
    expect([status, answer.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await ask('/v1/billing/accounts/acme/deals')).status).toBe(200);
    await vendor.control({ source: 'crm', retryAfter: null });
    const again = await ask('/v1/crm/accounts/acme/deals');
    expect(again.answer.headers.get('retry-after')).toBeNull();
    await vendor.control({ source: 'crm', status: 200 });
    expect((await ask('/v1/crm/accounts/acme/deals')).status).toBe(200);
  });

  it('should hang, and count what it does not answer', async () => {
    await vendor.control({ source: 'crm', hang: true });
    const given = new AbortController();
    const hanging = fetch(`${vendor.url}/v1/crm/accounts/acme/deals`, {
      signal: given.signal,
    }).then(
      () => 'answered',
      () => 'given up',
    );
    await waitUntil(async () => (await vendor.calls()).total === 1);
    // The other source answers all the while.
    await ask('/v1/billing/accounts/acme/deals');
    given.abort();
    expect(await hanging).toBe('given up');
  });

  it('should answer with the record of another account', async () => {
    await vendor.write({ ...address, account: 'other' });
    await vendor.control({ source: 'crm', wrongAccount: 'other' });
    const { body } = await ask('/v1/crm/accounts/acme/deals');
    expect(body).toMatchObject({ account: 'other', version: 2 });
    const calls = await vendor.calls();
    expect(calls.byPage).toEqual({ 'crm/acme/deals/1': 1 });
  });

  it('should set what holds for every source that has none of its own', async () => {
    await vendor.control({ source: 'crm', status: 503 });
    expect(await vendor.control({ status: 500, pages: 4 })).toMatchObject({
      status: 500,
    });
    expect((await ask('/v1/crm/accounts/a/b')).status).toBe(503);
    expect((await ask('/v1/any/accounts/a/b')).status).toBe(500);
    expect(await vendor.control({ source: 'crm' })).toMatchObject({
      status: 503,
      pages: 4,
    });
  });

  it('should count calls by source, facet and page, until it is reset', async () => {
    for (const path of [
      'crm/accounts/acme/deals',
      'crm/accounts/acme/deals?page=1',
      'crm/accounts/acme/deals?page=2',
      'crm/accounts/other/deals',
      'billing/accounts/acme/deals',
    ]) {
      await ask(`/v1/${path}`);
    }
    expect(await vendor.calls()).toEqual({
      total: 5,
      bySource: { crm: 4, billing: 1 },
      byFacet: { 'crm/deals': 4, 'billing/deals': 1 },
      byPage: {
        'crm/acme/deals/1': 2,
        'crm/acme/deals/2': 1,
        'crm/other/deals/1': 1,
        'billing/acme/deals/1': 1,
      },
    });
    await vendor.write(address);
    await vendor.control({ status: 500 });
    await vendor.reset();
    expect((await vendor.calls()).total).toBe(0);
    expect((await ask('/v1/crm/accounts/acme/deals')).body.version).toBe(1);
  });

  it.each([
    [{ latency: 5 }, 'There is no setting latency.'],
    [{ status: 99 }, 'status cannot be 99.'],
    [{ hang: 'yes' }, 'hang cannot be "yes".'],
  ])('should refuse %j', async (change, sentence) => {
    await expect(vendor.control(change as VendorChange)).rejects.toThrow(
      sentence,
    );
  });
});
