import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import catalogModuleCustomer360 from '@customer-360/backstage-plugin-catalog-backend-module-customer-360';
import customer360Plugin from '@customer-360/backstage-plugin-customer-360-backend';
import customer360ModuleHubspot from '@customer-360/backstage-plugin-customer-360-backend-module-hubspot';
import { setTimeout as delay } from 'node:timers/promises';
import { startSandbox } from './__testUtils__/startSandbox';
import { Turns } from './__testUtils__/Turns';

jest.setTimeout(180_000);

const TASK = 'customer-360-ingestion';
const LOCATION = 'url:https://portal.example/people';

/** The people whom the vendor's owners are. */
const people = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'people',
  register(env) {
    env.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        processing.addEntityProvider({
          getProviderName: () => 'people',
          connect: connection =>
            connection.applyMutation({
              type: 'full',
              entities: ['mara', 'jonas'].map(name => ({
                entity: {
                  apiVersion: 'backstage.io/v1alpha1',
                  kind: 'User',
                  metadata: {
                    name,
                    annotations: {
                      'backstage.io/managed-by-location': LOCATION,
                      'backstage.io/managed-by-origin-location': LOCATION,
                    },
                  },
                  spec: {
                    profile: { email: `${name}@meridian-fleet.example` },
                    memberOf: [],
                  },
                },
              })),
            }),
        });
      },
    });
  },
});

// Everything that a portal has, and the vendor on the wire. Neither the next
// round nor the next question what changed comes within an hour.
describe('companies in the catalog after an event of HubSpot', () => {
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;
  let backend: TestBackend;
  let base: string;
  const turns = new Turns();

  beforeAll(async () => {
    sandbox = await startSandbox();
    backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: {
            permission: { enabled: true },
            customer360: {
              webhooks: { publicUrl: 'https://portal.example' },
              ledger: {
                keys: [
                  {
                    id: 'test',
                    secret: 'only for this very test, and not a secret',
                  },
                ],
                heads: { file: '/dev/null' },
              },
              ingestion: {
                sources: [{ source: 'hubspot' }],
                owner: { fallback: 'group:default/accounts' },
                every: { hours: 12 },
                changesEvery: { hours: 1 },
              },
              sources: {
                hubspot: {
                  type: 'hubspot',
                  apiBase: sandbox.hubspot,
                  accessToken: 'pat-sandbox',
                  webhook: { secrets: ['hubspot-sandbox-secret'] },
                },
              },
            },
          },
        }),
        eventsServiceFactory,
        turns.feature,
        catalogPlugin,
        catalogModuleCustomer360,
        people,
        customer360Plugin,
        customer360ModuleHubspot,
      ],
    });
    base = `http://127.0.0.1:${backend.server.port()}`;
    await send(`${sandbox.control}/webhooks/subscriptions`, 'POST', {
      vendor: 'hubspot',
      url: `${base}/api/customer-360/v1/webhooks/hubspot`,
      publicUrl: 'https://portal.example/api/customer-360/v1/webhooks/hubspot',
    });
    await until(async () => (await titles()).length === 5);
  });

  afterAll(async () => {
    await backend?.stop();
    await sandbox?.stop();
  });

  async function send(url: string, method: string, body?: object) {
    const answer = await fetch(url, {
      method,
      headers: {
        'content-type': 'application/json',
        authorization: url.startsWith(sandbox.hubspot)
          ? 'Bearer pat-sandbox'
          : mockCredentials.service.header(),
      },
      body: body && JSON.stringify(body),
    });
    expect(answer.ok).toBe(true);
    return answer.status === 204 ? undefined : answer.json();
  }

  const hubspot = (method: string, path: string, body?: object) =>
    send(`${sandbox.hubspot}${path}`, method, body);

  async function customers() {
    const { items } = await send(
      `${base}/api/catalog/entities/by-query?filter=kind=customer&limit=100`,
      'GET',
    );
    return items as Array<{
      metadata: { name: string; title: string };
      spec: { owner: string };
    }>;
  }

  async function titles() {
    return (await customers()).map(({ metadata }) => metadata.title);
  }

  /** The task has its turns, as it does every five seconds. */
  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) {
      await turns.take(TASK);
      await delay(100);
    }
  }

  it('has one that is new, with its owner, then its new name, and no longer when it is deleted', async () => {
    const { results: owners } = await hubspot(
      'GET',
      '/crm/owners/2026-09?limit=100',
    );
    const mara = owners.find(
      ({ email }: { email: string }) => email === 'mara@meridian-fleet.example',
    );
    const { id } = await hubspot('POST', '/crm/objects/2026-09/companies', {
      properties: {
        name: 'Harbourline',
        domain: 'harbourline.example',
        hubspot_owner_id: mara.id,
      },
    });
    await until(async () => (await titles()).includes('Harbourline'));
    const created = (await customers()).find(
      ({ metadata }) => metadata.title === 'Harbourline',
    )!;
    expect(created.spec.owner).toBe('user:default/mara');

    await hubspot('PATCH', `/crm/objects/2026-09/companies/${id}`, {
      properties: { name: 'Harbourline Group' },
    });
    await until(async () => (await titles()).includes('Harbourline Group'));
    expect(
      (await customers()).find(
        ({ metadata }) => metadata.title === 'Harbourline Group',
      )!.metadata.name,
    ).toBe(created.metadata.name);

    await hubspot('DELETE', `/crm/objects/2026-09/companies/${id}`);
    await until(async () => !(await titles()).includes('Harbourline Group'));
    expect(await customers()).toHaveLength(5);
  });
});
