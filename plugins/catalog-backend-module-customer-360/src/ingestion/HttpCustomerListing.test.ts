import { mockServices } from '@backstage/backend-test-utils';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CustomerLink } from './CustomerListing';
import { HttpCustomerListing } from './HttpCustomerListing';

/** What the JSON parser of Backstage's routers takes where nobody says more. */
const LARGEST_BODY = 100 * 1024;

let server: Server | undefined;

afterEach(async () => {
  await new Promise(resolve =>
    server ? server.close(resolve) : resolve(undefined),
  );
  server = undefined;
});

async function start() {
  const told: CustomerLink[] = [];
  const sizes: number[] = [];
  const urls: string[] = [];
  server = createServer(async (req, res) => {
    if (req.method === 'GET') {
      urls.push(req.url!);
      res.end('{"state":"ok","customers":[],"cursor":"","last":true}');
      return;
    }
    let body = '';
    for await (const part of req) {
      body += part;
    }
    sizes.push(Buffer.byteLength(body));
    told.push(...JSON.parse(body).links);
    res.writeHead(Buffer.byteLength(body) > LARGEST_BODY ? 413 : 204).end();
  });
  await new Promise<void>(resolve =>
    server!.listen(0, '127.0.0.1', () => resolve()),
  );
  const { port } = server.address() as AddressInfo;
  const listing = new HttpCustomerListing({
    auth: mockServices.auth(),
    discovery: mockServices.discovery.mock({
      getBaseUrl: async () => `http://127.0.0.1:${port}`,
    }),
  });
  return { listing, sizes, told, urls };
}

describe('HttpCustomerListing', () => {
  it.each([
    ['a full page of customers with two ids each', 1_000, 8, 1],
    ['ids as long and as many as they may be', 500, 255, 20],
    ['ids of letters that take three bytes', 200, 85, 20],
  ])('tells %s in bodies that are taken', async (what, links, length, ids) => {
    const letter = what.includes('letters') ? '漢' : 'x';
    const all = Array.from(
      { length: links },
      (_, at): CustomerLink => ({
        customerRef: `customer:default/cus-${String(at).padStart(16, '0')}`,
        source: 'hubspot',
        ids: Array.from({ length: ids }, () => letter.repeat(length)),
        rule: 'external_id',
      }),
    );
    const { listing, sizes, told } = await start();
    await listing.tell(all);
    expect(told).toEqual(all);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(LARGEST_BODY);
  });

  it('asks for nothing where there is nothing to tell', async () => {
    const { listing, sizes } = await start();
    await listing.tell([]);
    expect(sizes).toEqual([]);
  });

  it('gives a cursor on as it is, whatever is in it', async () => {
    const cursor = '{"since": "2026-09-10T08:00:00+02:00", "after": "a&b/ü"}';
    const { listing, urls } = await start();
    await listing.page('hubspot', cursor);
    await listing.changes('hubspot', cursor);
    for (const url of urls) {
      expect(new URL(url, 'http://any').searchParams.get('cursor')).toBe(
        cursor,
      );
      // What the service refuses in a query.
      expect(url.slice(url.indexOf('cursor=') + 7)).not.toMatch(
        /[:/?#[\]@!$&'()*+,;=]/,
      );
    }
  });
});
