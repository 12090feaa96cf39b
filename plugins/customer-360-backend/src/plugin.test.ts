import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Permission } from '@backstage/plugin-permission-common';
import {
  basicPermissions,
  customerPermissions,
  LABELS,
} from '@customer-360/backstage-plugin-customer-360-common';
import { fakeSource, countingReader } from './__testUtils__/fakeSource';
import { ticketsData } from './__testUtils__/facetData';
import { supportAgent } from './__testUtils__/fakePolicy';
import { startCustomer360 } from './__testUtils__/startCustomer360';
import plugin from '.';

jest.setTimeout(60_000);

describe('customer360Plugin', () => {
  it.each([[{}], [{ permission: { enabled: false } }]])(
    'refuses to start with %j, naming the key',
    async data => {
      await expect(
        startTestBackend({
          features: [
            plugin,
            catalogServiceMock.factory({ entities: [] }),
            mockServices.rootConfig.factory({ data }),
          ],
        }),
      ).rejects.toThrow('permission.enabled: true');
    },
  );

  it.each([
    ['customer360.deadline', { deadline: '0s' }],
    ['customer360.sourceDeadline', { deadline: '9s', sourceDeadline: '8s' }],
    ['customer360.facets.nonsense', { facets: { nonsense: { fresh: '1h' } } }],
    ['customer360.cache.maxBytes', { cache: { maxBytes: -1 } }],
    ['customer360.labels', { labels: ['No Label'] }],
  ])('refuses to start with a wrong %s', async (key, customer360) => {
    await expect(
      startCustomer360({ policy: supportAgent, customer360 }),
    ).rejects.toThrow(key);
  });

  it('refuses two sources of one id', async () => {
    const source = fakeSource('desk', {
      tickets: countingReader('tickets', () => ticketsData('desk')),
    });

    await expect(
      startCustomer360({ policy: supportAgent, sources: [source, source] }),
    ).rejects.toThrow('Two sources are called "desk"');
  });

  it('lists its permissions for tools that make roles, those of own labels too', async () => {
    const { agent } = await startCustomer360({
      policy: supportAgent,
      customer360: { labels: ['legal'] },
    });

    const { status, body } = await agent.get(
      '/api/customer-360/.well-known/backstage/permissions/metadata',
    );

    expect(status).toBe(200);
    const listed = body.permissions.map(({ name }: Permission) => name);
    expect(listed.sort()).toEqual(
      [...customerPermissions([...LABELS, 'legal']), ...basicPermissions]
        .map(({ name }) => name)
        .sort(),
    );
    expect(listed).toContain('customer360.label.legal.read');
  });
});
