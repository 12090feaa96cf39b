import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  customer360SourcesExtensionPoint,
  type CustomerSource,
} from '@customer-360/backstage-plugin-customer-360-node';
import customer360ModuleZendesk from '.';

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
      customer360ModuleZendesk,
      mockServices.rootConfig.factory({
        data: { customer360: { sources } },
      }),
    ],
  });
  return added;
}

describe('customer360ModuleZendesk', () => {
  const auth = { clientId: 'id', clientSecret: 'secret' };

  it('adds every entry of its type and leaves the others alone', async () => {
    const added = await startWith({
      zendesk: { type: 'zendesk', subdomain: 'acme', auth },
      'zendesk-us': {
        type: 'zendesk',
        subdomain: 'acme-us',
        title: 'US desk',
        auth: { email: 'agent@acme.example', apiToken: 'old' },
      },
      stripe: { type: 'stripe', apiKey: 'x' },
    });
    expect(added.map(({ id, title, origins }) => [id, title, origins])).toEqual(
      [
        ['zendesk', 'Zendesk', ['https://acme.zendesk.com']],
        ['zendesk-us', 'US desk', ['https://acme-us.zendesk.com']],
      ],
    );
  });

  it.each<[JsonObject, RegExp]>([
    [{ auth }, /customer360\.sources\.desk\.subdomain is missing/],
    [{ subdomain: 'acme' }, /customer360\.sources\.desk\.auth is missing/],
    [
      { subdomain: 'acme', auth: { clientId: 'id' } },
      /customer360\.sources\.desk\.auth needs clientId and clientSecret, or/,
    ],
    [
      { subdomain: 'acme', auth, priorites: {} },
      /customer360\.sources\.desk\.priorites is not a known key/,
    ],
    [
      { subdomain: 'acme', auth, webhook: { secrets: ['hush', ''] } },
      /^(?!.*hush).*desk\.webhook\.secrets must hold one secret, or two/s,
    ],
    [
      { subdomain: 'acme', auth, webhook: { accountId: 1 } },
      /customer360\.sources\.desk\.webhook\.secrets is missing/,
    ],
  ])('names the key that is wrong: %j', async (entry, message) => {
    await expect(
      startWith({ desk: { type: 'zendesk', ...entry } }),
    ).rejects.toThrow(message);
  });
});
