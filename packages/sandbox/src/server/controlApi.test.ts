import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { ProductChanges } from '../product-database/ProductChanges.ts';
import { createWorld } from '../world/createWorld.ts';
import { Listings } from './changes/Listings.ts';
import { ReadLag } from './changes/ReadLag.ts';
import { createControlServer } from './controlApi.ts';
import { FaultBook } from './faults.ts';
import { close, listen } from './listen.ts';
import { Recorder } from './Recorder.ts';
import { RequestStatistics } from './RequestStatistics.ts';
import { SandboxClock } from './SandboxClock.ts';
import type { Vendor, VendorRequest } from './types.ts';
import { VendorServer } from './VendorServer.ts';
import { Webhooks } from './webhooks/Webhooks.ts';

/** A vendor that answers one customer's record, in many words. */
const vendor: Vendor = {
  id: 'acme',
  handle: ({ path }) => ({
    status: 200,
    body: {
      id: path.split('/')[2],
      status: 'active',
      words: 'lorem ipsum '.repeat(200),
    },
  }),
  otherCustomer: request => ({ ...request, path: '/customers/2' }),
  failure: status => ({ status, body: { refused: status } }),
  webhook: ([event], url, now) => ({
    headers: { 'x-signature': `${event.type}|${url}|${now.toISOString()}` },
    body: JSON.stringify({ type: event.type, ...event.data }),
  }),
};

describe('control API', () => {
  let server: VendorServer;
  let control: Server;
  let base: string;
  let clock: SandboxClock;
  let webhooks: Webhooks;
  let lag: ReadLag;
  let listings: Listings;

  beforeEach(async () => {
    clock = new SandboxClock();
    const limits = { enabled: true };
    const around = {
      now: () => clock.now(),
      faults: new FaultBook(),
      statistics: new RequestStatistics(),
      recorder: new Recorder(),
    };
    webhooks = new Webhooks();
    webhooks.register(vendor);
    lag = new ReadLag();
    listings = new Listings();
    server = new VendorServer(vendor, 0, around);
    await server.start();
    control = createControlServer({
      world: createWorld({ seed: 1, size: 2, today: '2026-11-23' }),
      vendors: new Map([['acme', server]]),
      clock,
      limits,
      readiness: { ready: true },
      productDatabase: undefined,
      product: new ProductChanges({
        client: 'better-sqlite3',
        filename: ':memory:',
      }),
      webhooks,
      lags: new Map([['acme', lag]]),
      listings,
      ...around,
    });
    base = `http://127.0.0.1:${await listen(control, 'control', 0)}`;
  });

  afterEach(async () => {
    webhooks.stop();
    await server.stop();
    await close(control);
  });

  async function tell(method: string, path: string, body?: unknown) {
    const answer = await fetch(`${base}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  const lay = (fault: string, more: object = {}) =>
    tell('POST', '/faults', { vendor: 'acme', fault, ...more });

  const ask = (path = '/customers/1') =>
    fetch(`${server.url}${path}`, { signal: AbortSignal.timeout(3_000) });

  it('says where the vendors are and that they run', async () => {
    const endpoints = await tell('GET', '/endpoints');
    expect(endpoints.body.vendors).toEqual({ acme: server.url });
    expect(endpoints.body.credentials.hubspot.accessToken).toBe('pat-sandbox');

    const health = await tell('GET', '/health');
    expect(health.body).toMatchObject({
      status: 'ok',
      vendors: { acme: 'running' },
    });
  });

  it('refuses connections while a vendor is stopped, and opens the same port again', async () => {
    const { url } = server;
    await tell('POST', '/vendors/acme/stop');
    await expect(ask()).rejects.toMatchObject({
      cause: { code: 'ECONNREFUSED' },
    });

    await tell('POST', '/vendors/acme/start');
    expect(server.url).toBe(url);
    expect((await ask()).status).toBe(200);
  });

  it('answers a status in the vendor’s words, as often as it is told', async () => {
    await lay('status', { status: 429, retryAfter: 7, count: 1 });

    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('7');
    expect(await refused.json()).toEqual({ refused: 429 });
    expect((await ask()).status).toBe(200);
  });

  it('spoils only what begins with the path', async () => {
    await lay('status', { path: '/customers/1' });

    expect((await ask('/customers/1')).status).toBe(500);
    expect((await ask('/customers/3')).status).toBe(200);

    await tell('DELETE', '/faults/acme');
    expect((await ask('/customers/1')).status).toBe(200);
  });

  it('never answers a hanging request', async () => {
    await lay('hang');

    await expect(
      fetch(server.url, { signal: AbortSignal.timeout(200) }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('resets the connection', async () => {
    await lay('reset');

    await expect(ask()).rejects.toMatchObject({
      cause: { code: 'ECONNRESET' },
    });
  });

  it('ends a truncated answer before its promised length', async () => {
    await lay('truncate');

    const answer = await ask();
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });

  it('answers JSON that is none', async () => {
    await lay('malformed');

    const answer = await ask();
    expect(answer.headers.get('content-type')).toContain('json');
    await expect(answer.json()).rejects.toThrow();
  });

  it('answers a page with 200', async () => {
    await lay('html');

    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
  });

  it('answers another customer’s record', async () => {
    await lay('wrong_customer');

    expect(await (await ask('/customers/1')).json()).toMatchObject({ id: '2' });
  });

  it('answers values and shapes that nobody knows', async () => {
    await lay('unknown_enum', { count: 1 });
    expect((await (await ask()).json()).status).toBe('value_of_tomorrow');

    await lay('missing_field', { field: 'status' });
    expect(await (await ask()).json()).not.toHaveProperty('status');
  });

  it('answers more bytes than anybody should read', async () => {
    await lay('huge', { bytes: 1_000_000 });

    const text = await (await ask()).text();
    expect(text.length).toBeGreaterThan(1_000_000);
    expect(JSON.parse(text)).toMatchObject({ id: '1' });
  });

  it('lays latency on every answer', async () => {
    await tell('POST', '/latency', { vendor: 'acme', ms: 500 });

    await expect(
      fetch(server.url, { signal: AbortSignal.timeout(100) }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('moves the clock', async () => {
    await tell('POST', '/clock', { now: '2027-01-09T00:00:00Z' });

    expect(clock.now().toISOString()).toMatch(/^2027-01-09T00:00:0/);
  });

  it('counts requests by route', async () => {
    await ask('/customers/1');
    await ask('/customers/22');

    const { body } = await tell('GET', '/stats');
    expect(body.vendors.acme).toEqual({
      requests: 2,
      routes: { 'GET /customers/{id}': 2 },
    });
  });

  it('records exchanges without secrets, and says which were spoilt', async () => {
    await ask('/customers/0');
    await tell('POST', '/recordings', { enabled: true });
    await fetch(`${server.url}/customers/1?a=1&a=2`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer very-secret',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ client_secret: 'very-secret', name: 'x' }),
    });
    await lay('status', { status: 503 });
    await ask('/customers/1');

    const { body } = await tell('GET', '/recordings?vendor=acme');
    expect(body.exchanges).toHaveLength(2);
    expect(body.exchanges[0]).toMatchObject({
      vendor: 'acme',
      request: {
        method: 'POST',
        path: '/customers/1',
        query: { a: ['1', '2'] },
        body: { client_secret: 'redacted', name: 'x' },
      },
      response: { status: 200, body: { id: '1' } },
    });
    expect(body.exchanges[1]).toMatchObject({
      fault: 'status',
      response: { status: 503 },
    });
    expect(JSON.stringify(body)).not.toContain('very-secret');

    await tell('DELETE', '/recordings');
    expect((await tell('GET', '/recordings')).body.exchanges).toEqual([]);
  });

  it('sends a signed webhook and tells what the receiver answered', async () => {
    const received: { request?: VendorRequest['headers']; body?: string } = {};
    const receiver = createServer((message, response) => {
      received.request = { signature: String(message.headers['x-signature']) };
      message.on('data', chunk => {
        received.body = `${received.body ?? ''}${chunk}`;
      });
      message.on('end', () => response.writeHead(204).end());
    });
    const port = await listen(receiver, 'receiver', 0);
    const url = `http://127.0.0.1:${port}/hook`;

    const sent = await tell('POST', '/webhooks', {
      vendor: 'acme',
      url,
      publicUrl: 'https://portal.example/hook',
      sentAt: '2026-11-23T10:00:00Z',
      event: { type: 'thing.changed', data: { extra: 1 } },
    });
    await close(receiver);

    expect(sent.body).toMatchObject({ delivered: true, status: 204 });
    expect(received).toEqual({
      request: {
        signature:
          'thing.changed|https://portal.example/hook|2026-11-23T10:00:00.000Z',
      },
      body: '{"type":"thing.changed","extra":1}',
    });
  });

  it.each([
    ['/faults', { vendor: 'acme', fault: 'boredom' }, '"fault"'],
    ['/faults', { vendor: 'nobody', fault: 'hang' }, '"nobody"'],
    ['/faults', { vendor: 'acme', fault: 'status', status: 9 }, '"status"'],
    ['/latency', { vendor: 'acme', ms: -1 }, '"ms"'],
    ['/clock', { now: 'soon' }, '"now"'],
    ['/recordings', { enabled: 'yes' }, '"enabled"'],
    [
      '/webhooks',
      { vendor: 'acme', url: 'https://elsewhere.example', event: {} },
      '"url"',
    ],
  ])(
    'refuses a bad call of %s by naming the field',
    async (path, body, named) => {
      const answer = await tell('POST', path, body);

      expect(answer.status).toBe(400);
      expect(answer.body.error).toContain(named);
    },
  );

  it('answers 404 for what it does not know', async () => {
    expect((await tell('GET', '/nothing')).status).toBe(404);
  });
});
