import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  customer360SourcesExtensionPoint,
  type CustomerSource,
} from '@customer-360/backstage-plugin-customer-360-node';
import customer360ModuleHubspot from '.';

type JsonObject = NonNullable<
  NonNullable<Parameters<typeof mockServices.rootConfig.factory>[0]>['data']
>;

async function startWith(sources: JsonObject) {
  const added: CustomerSource[] = [];
  await startTestBackend({
    extensionPoints: [
      [customer360SourcesExtensionPoint, { addSource: s => added.push(s) }],
    ],
    features: [
      customer360ModuleHubspot,
      mockServices.rootConfig.factory({
        data: { customer360: { sources } },
      }),
    ],
  });
  return added;
}

describe('customer360ModuleHubspot', () => {
  it('adds every entry of its type and leaves the others alone', async () => {
    const added = await startWith({
      hubspot: { type: 'hubspot', accessToken: 'pat-1' },
      'hubspot-us': { type: 'hubspot', accessToken: 'pat-2', title: 'US CRM' },
      stripe: { type: 'stripe', apiKey: 'x' },
    });
    expect(added.map(({ id, title }) => [id, title])).toEqual([
      ['hubspot', 'HubSpot'],
      ['hubspot-us', 'US CRM'],
    ]);
    expect(added[0].credentialScope).not.toBe(added[1].credentialScope);
  });

  it.each<[JsonObject, RegExp]>([
    [{}, /customer360\.sources\.crm\.accessToken is missing/],
    [
      { accessToken: 'pat', acessToken: 'x' },
      /customer360\.sources\.crm\.acessToken is not a known key/,
    ],
    [
      { accessToken: 'pat', health: { direction: 'up', parts: [] } },
      /customer360\.sources\.crm\.health\.direction/,
    ],
    [
      { accessToken: 'pat', webhook: { secrets: ['pat-hush', ''] } },
      /^(?!.*hush).*crm\.webhook\.secrets must hold one secret, or two/s,
    ],
    [
      { accessToken: 'pat', webhook: { portalId: 1 } },
      /customer360\.sources\.crm\.webhook\.secrets is missing/,
    ],
  ])('names the key that is wrong: %j', async (entry, message) => {
    await expect(
      startWith({ crm: { type: 'hubspot', ...entry } }),
    ).rejects.toThrow(message);
  });
});
