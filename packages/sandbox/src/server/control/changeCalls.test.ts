import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { close, listen } from '../listen.ts';
import { startSandbox } from '../startSandbox.ts';
import type { Sandbox } from '../startSandbox.ts';

jest.setTimeout(120_000);

const HUBSPOT = { authorization: 'Bearer pat-sandbox' };
const STRIPE = { authorization: 'Bearer rk_test_sandbox' };
const ZENDESK = {
  authorization: `Basic ${Buffer.from(
    'agent@demo.example/token:sandbox-token',
  ).toString('base64')}`,
};

describe('what changes the running world', () => {
  let dataDir: string;
  let sandbox: Sandbox;
  let receiver: Server;
  let received: { path: string; body: any }[];

  beforeAll(async () => {
    received = [];
    receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        received.push({
          path: request.url ?? '',
          body: JSON.parse(Buffer.concat(chunks).toString()),
        });
        response.writeHead(204).end();
      });
    });
    const port = await listen(receiver, 'receiver', 0);
    dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
    sandbox = await startSandbox({
      customers: 20,
      today: '2026-11-23',
      port: 0,
      dataDir,
      webhooks: `http://127.0.0.1:${port}/`,
    });
  });

  afterAll(async () => {
    await sandbox.stop();
    await close(receiver);
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function tell(method: string, path: string, body?: unknown) {
    const answer = await fetch(`${sandbox.control}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  async function read(url: string, headers: Record<string, string>) {
    const answer = await fetch(url, { headers });
    return { status: answer.status, body: await answer.json() };
  }

  /** Once every event was delivered. */
  async function deliveries(vendor: string) {
    for (;;) {
      const { body } = await tell(
        'GET',
        `/webhooks/deliveries?vendor=${vendor}&limit=50`,
      );
      if (body.counts.waiting === 0) return body;
      await new Promise<void>(wake => {
        setTimeout(wake, 20);
      });
    }
  }

  const companies = `/crm/objects/2026-09/companies`;

  it('tells a portal of changes from the start, where it is told of one', async () => {
    const { body } = await tell('GET', '/webhooks/subscriptions');
    expect(
      body.subscriptions.map((each: any) => new URL(each.url).pathname),
    ).toEqual([
      '/api/customer-360/v1/webhooks/stripe',
      '/api/customer-360/v1/webhooks/hubspot',
      '/api/customer-360/v1/webhooks/zendesk',
    ]);
  });

  it('plays a round: so many changes, each told of', async () => {
    const before = received.length;
    const { body } = await tell('POST', '/rounds', { seed: 3, events: 60 });
    expect(body.events).toBe(60);
    const counts: number[] = Object.values(body.byVendor);
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(60);
    expect(Object.keys(body.changed).sort()).toEqual([
      'hubspot',
      'stripe',
      'zendesk',
    ]);
    for (const vendor of ['stripe', 'hubspot', 'zendesk']) {
      const { counts: told } = await deliveries(vendor);
      expect(told.delivered).toBe(told.events);
      expect(told.events).toBeGreaterThanOrEqual(body.byVendor[vendor]);
    }
    expect(received.length).toBeGreaterThan(before);

    const [ticket] = body.changed.zendesk;
    const shown = await read(
      `${sandbox.zendesk}/api/v2/tickets/${ticket}`,
      ZENDESK,
    );
    expect(shown.status).toBe(200);
  });

  it('takes a new company in everywhere, tells of it, and lets it go', async () => {
    const { status, body } = await tell('POST', '/companies', {
      name: 'Late Arrivals',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      title: 'Late Arrivals',
      domain: 'late-arrivals.example',
    });
    const { ids } = body;
    const addresses = [
      [`${sandbox.hubspot}${companies}/${ids.hubspot}`, HUBSPOT],
      [`${sandbox.stripe}/v1/customers/${ids.stripe[0]}`, STRIPE],
      [`${sandbox.zendesk}/api/v2/organizations/${ids.zendesk[0]}`, ZENDESK],
    ] as const;
    for (const [url, headers] of addresses) {
      expect((await read(url, headers)).status).toBe(200);
    }
    const list = await read(
      `${sandbox.hubspot}${companies}?limit=100`,
      HUBSPOT,
    );
    expect(list.body.results.map((each: any) => each.id)).toContain(
      ids.hubspot,
    );
    const hubspot = await deliveries('hubspot');
    expect(hubspot.deliveries).toContainEqual(
      expect.objectContaining({
        type: 'company.creation',
        objectId: ids.hubspot,
        delivered: true,
      }),
    );
    const activity = await tell('POST', '/product/changes', {
      accountId: ids.product,
      kind: 'activity',
      activeUsers: 3,
      events: 9,
    });
    expect(activity.status).toBe(201);

    expect((await tell('DELETE', `/companies/${body.name}`)).status).toBe(204);
    const gone = await Promise.all(
      addresses.map(([url, headers]) => read(url, headers)),
    );
    expect(gone[0].status).toBe(404);
    expect(gone[1].body).toMatchObject({ deleted: true });
    expect(gone[2].status).toBe(404);
  });

  it('takes in a company that the CRM alone knows', async () => {
    const { body } = await tell('POST', '/companies', {
      name: 'Lead Only',
      systems: ['hubspot'],
    });
    expect(body.ids).toMatchObject({ stripe: [], zendesk: [] });
    const refused = await tell('POST', '/companies', {
      name: 'x',
      systems: ['stripe'],
    });
    expect(refused.status).toBe(400);
  });

  it('suddenly lists nothing, or half, and everything again', async () => {
    const count = async () =>
      (await read(`${sandbox.hubspot}${companies}?limit=100`, HUBSPOT)).body
        .results.length;
    const all = await count();
    await tell('POST', '/listing', { vendor: 'hubspot', mode: 'empty' });
    expect(await count()).toBe(0);
    await tell('POST', '/listing', { vendor: 'hubspot', mode: 'half' });
    const half = await count();
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(all);
    await tell('POST', '/listing', { vendor: 'hubspot', mode: 'normal' });
    expect(await count()).toBe(all);
  });

  it('lets reads lag behind what it told of', async () => {
    const [first] = (
      await read(`${sandbox.hubspot}${companies}?limit=1`, HUBSPOT)
    ).body.results;
    await tell('POST', '/lag', { vendor: 'hubspot', ms: 600_000 });
    await fetch(`${sandbox.hubspot}${companies}/${first.id}`, {
      method: 'PATCH',
      headers: HUBSPOT,
      body: JSON.stringify({ properties: { name: 'Renamed' } }),
    });
    const { deliveries: told } = await deliveries('hubspot');
    expect(told[0]).toMatchObject({
      type: 'company.propertyChange',
      objectId: first.id,
      delivered: true,
    });
    const name = async () =>
      (await read(`${sandbox.hubspot}${companies}/${first.id}`, HUBSPOT)).body
        .properties.name;
    expect(await name()).toBe(first.properties.name);
    await tell('POST', '/lag', { vendor: 'hubspot', ms: 0 });
    expect(await name()).toBe('Renamed');
  });

  it.each([
    ['POST', '/lag', { vendor: 'hubspot', ms: 600_001 }, 'ms'],
    ['POST', '/lag', { vendor: 'acme', ms: 1 }, 'acme'],
    ['POST', '/listing', { vendor: 'stripe', mode: 'some' }, 'mode'],
    ['POST', '/rounds', { seed: 1, events: 1.5 }, 'events'],
    ['POST', '/companies', {}, 'name'],
    ['DELETE', '/companies/cus-nobody', undefined, 'cus-nobody'],
    ['POST', '/product/changes', { accountId: 'x', kind: 'plan' }, 'accountId'],
    [
      'POST',
      '/webhooks/subscriptions',
      { vendor: 'stripe', url: 'https://elsewhere.example' },
      'url',
    ],
    ['POST', '/webhooks/chaos', { vendor: 'stripe', lose: 2 }, 'lose'],
    ['GET', '/webhooks/deliveries?vendor=stripe&limit=0', undefined, 'limit'],
  ])(
    'refuses %s %s %j, naming what is wrong',
    async (method, path, body, word) => {
      const answer = await tell(method, path, body);
      expect(answer.status).toBe(400);
      expect(answer.body.error).toContain(word);
    },
  );
});
