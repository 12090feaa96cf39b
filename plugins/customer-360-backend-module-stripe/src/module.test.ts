import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  customer360SourcesExtensionPoint,
  type CustomerSource,
} from '@customer-360/backstage-plugin-customer-360-node';
import customer360ModuleStripe from '.';

async function sourcesOf(sources: object) {
  const added: CustomerSource[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        customer360SourcesExtensionPoint,
        { addSource: (source: CustomerSource) => added.push(source) },
      ],
    ],
    features: [
      customer360ModuleStripe,
      mockServices.rootConfig.factory({ data: { customer360: { sources } } }),
    ],
  });
  await backend.stop();
  return added;
}

describe('customer360ModuleStripe', () => {
  it('adds every Stripe account and leaves other sources alone', async () => {
    const added = await sourcesOf({
      stripe: { type: 'stripe', apiKey: 'rk_1' },
      'stripe-us': { type: 'stripe', apiKey: 'rk_2', title: 'Stripe US' },
      zendesk: { type: 'zendesk', subdomain: 'x' },
    });
    expect(added.map(({ id, title }) => [id, title])).toEqual([
      ['stripe', 'Stripe'],
      ['stripe-us', 'Stripe US'],
    ]);
    expect(added[0].origins).toEqual(['https://api.stripe.com']);
    expect(added[0].credentialScope).not.toBe(added[1].credentialScope);
  });

  it('refuses to start without a key, naming it', async () => {
    await expect(sourcesOf({ stripe: { type: 'stripe' } })).rejects.toThrow(
      'customer360.sources.stripe.apiKey is missing',
    );
  });

  it('is told of changes only where it has a secret', async () => {
    const [without, told] = await sourcesOf({
      stripe: { type: 'stripe', apiKey: 'rk_1' },
      'stripe-us': {
        type: 'stripe',
        apiKey: 'rk_2',
        webhook: { secrets: ['whsec_1', 'whsec_2'] },
      },
    });
    expect(without.webhook).toBeUndefined();
    expect(told.webhook).toBeDefined();
  });

  it.each([[[]], [['']], [['whsec_hush', '']], [['a', 'b', 'c']]])(
    'refuses the secrets %j, without quoting them',
    async secrets => {
      await expect(
        sourcesOf({
          stripe: { type: 'stripe', apiKey: 'rk_1', webhook: { secrets } },
        }),
      ).rejects.toThrow(
        /^(?!.*hush).*stripe\.webhook\.secrets must hold one secret, or two/s,
      );
    },
  );

  it('refuses an unknown key by name, without its value', async () => {
    await expect(
      sourcesOf({ stripe: { type: 'stripe', apiKey: 'rk_1', apikey: 'hush' } }),
    ).rejects.toThrow(
      /^(?!.*hush).*customer360\.sources\.stripe\.apikey is not a known key/s,
    );
  });
});
