import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type {
  CustomerSource,
  WebhookVerdict,
} from '@customer-360/backstage-plugin-customer-360-node';
import { createDemoSources } from './createDemoSources';
import { startSandbox, type Sandbox } from './startSandbox';

jest.setTimeout(120_000);

const PUBLIC_URL = 'https://portal.example/api/customer-360/v1/webhooks';

// What the vendors are simulated to sign, against what the sources take of the
// demo's own configuration: neither knows the other.
describe('webhooks of the sandbox', () => {
  let sandbox: Sandbox;
  let sources: CustomerSource[];
  let receiver: Server;
  let verdict: WebhookVerdict | undefined;

  async function receive(request: IncomingMessage): Promise<void> {
    const id = request.url!.slice(1);
    verdict = sources
      .find(source => source.id === id)
      ?.webhook?.receive(
        {
          method: request.method!,
          url: `${PUBLIC_URL}/${id}`,
          headers: request.headers as Record<string, string>,
          raw: await buffer(request),
        },
        new Date(),
      );
  }

  beforeAll(async () => {
    sandbox = await startSandbox();
    sources = await createDemoSources(sandbox);
    receiver = createServer((request, answer) => {
      receive(request).then(() => answer.end());
    });
    await new Promise<void>(done => {
      receiver.listen(0, '127.0.0.1', done);
    });
  });

  afterAll(async () => {
    receiver?.close();
    await Promise.all((sources ?? []).map(source => source.close?.()));
    await sandbox?.stop();
  });

  async function told(vendor: string, event: object, more: object = {}) {
    const { port } = receiver.address() as AddressInfo;
    verdict = undefined;
    await fetch(`${sandbox.control}/webhooks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        vendor,
        url: `http://127.0.0.1:${port}/${vendor}`,
        publicUrl: `${PUBLIC_URL}/${vendor}`,
        event,
        ...more,
      }),
    });
    return verdict;
  }

  it.each([
    [
      'stripe',
      { type: 'customer.updated', objectId: 'cus_NffrFeUfNV2Hib' },
      { accounts: ['cus_NffrFeUfNV2Hib'], facets: ['account', 'credits'] },
    ],
    [
      'hubspot',
      {
        type: 'company.propertyChange',
        objectId: '5001',
        data: { propertyName: 'customer_health_score' },
      },
      { accounts: ['5001'], facets: ['health'] },
    ],
    [
      'hubspot',
      { type: 'deal.creation', objectId: '6001' },
      { record: { type: 'deals', id: '6001' } },
    ],
    [
      'zendesk',
      {
        type: 'zen:event-type:ticket.status_changed',
        objectId: '7001',
        data: { detail: { organization_id: '36001' } },
      },
      {
        accounts: ['36001'],
        facets: ['tickets', 'satisfaction', 'feedback'],
      },
    ],
  ])('are taken from %s: %j', async (vendor, event, expected) => {
    expect(await told(vendor, event)).toMatchObject({
      outcome: 'accepted',
      events: [expected],
    });
  });

  it.each([
    ['stripe', 'customer.updated'],
    ['hubspot', 'company.creation'],
    ['zendesk', 'zen:event-type:ticket.created'],
  ])('are refused from %s when they are old', async (vendor, type) => {
    const sentAt = new Date(Date.now() - 400_000).toISOString();
    expect(await told(vendor, { type, objectId: '1' }, { sentAt })).toEqual({
      outcome: 'refused',
      reason: 'too_old',
    });
  });

  it('are refused from HubSpot for another address than it signed', async () => {
    const event = { type: 'company.creation', objectId: '5001' };
    const publicUrl = 'http://internal.example/webhooks/hubspot';
    expect(await told('hubspot', event, { publicUrl })).toEqual({
      outcome: 'refused',
      reason: 'signature',
    });
  });
});
