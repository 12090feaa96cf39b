import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import oidcProvider from './oidcProvider';
import { CookieBrowser } from './__testUtils__/CookieBrowser';
import { startOidcServer } from './__testUtils__/startOidcServer';

const OBJECT_ID = 'graph.microsoft.com/user-id';

const mara = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name: 'mara',
    namespace: 'default',
    annotations: { [OBJECT_ID]: 'oid-of-unverified-mara' },
  },
  spec: { profile: { email: 'mara@meridian-fleet.example' } },
  relations: [{ type: 'memberOf', targetRef: 'group:default/csm-emea' }],
};

interface Outcome {
  response?: {
    backstageIdentity: {
      identity: { userEntityRef: string; ownershipEntityRefs: string[] };
    };
  };
  error?: { message: string };
}

describe('sign-in through an OpenID Connect provider', () => {
  let oidc: Awaited<ReturnType<typeof startOidcServer>>;
  let backend: TestBackend | undefined;

  beforeAll(async () => {
    oidc = await startOidcServer();
  });

  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  afterAll(async () => {
    await oidc?.stop();
  });

  async function start(options: { provider: JsonObject; auth: JsonObject }) {
    backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
            auth: {
              ...options.auth,
              environment: 'production',
              session: { secret: 'a-session-secret-for-tests' },
              providers: {
                oidc: {
                  production: {
                    metadataUrl: `${oidc.issuer}/.well-known/openid-configuration`,
                    clientId: 'customer-360',
                    clientSecret: 'oidc-test-secret',
                    prompt: 'auto',
                    ...options.provider,
                  },
                },
              },
            },
          },
        }),
        catalogServiceMock.factory({ entities: [mara] }),
        authPlugin,
        oidcProvider,
      ],
    });
  }

  async function signIn(email: string): Promise<Outcome> {
    const browser = new CookieBrowser();
    const login = await browser.get(
      `http://localhost:${backend!.server.port()}/api/auth/oidc/start?env=production&scope=openid%20profile%20email&origin=${encodeURIComponent(
        'http://localhost:3000',
      )}`,
    );
    const consent = await browser.submit(login, {
      login: email,
      password: 'any',
    });
    const done = await browser.submit(consent, {});
    // The page that tells the portal's window how it went.
    const message = done.text.match(/decodeURIComponent\('([^']+)'\)/)?.[1];
    return JSON.parse(decodeURIComponent(message ?? ''));
  }

  describe('by a verified e-mail address', () => {
    beforeEach(() =>
      start({
        auth: {},
        provider: {
          signIn: {
            resolvers: [{ resolver: 'emailMatchingUserEntityProfileEmail' }],
          },
        },
      }),
    );

    it('should sign in the catalog user, with the groups that roles are made of', async () => {
      const { response, error } = await signIn('mara@meridian-fleet.example');
      expect(error).toBeUndefined();
      expect(response?.backstageIdentity.identity).toMatchObject({
        userEntityRef: 'user:default/mara',
        ownershipEntityRefs: ['user:default/mara', 'group:default/csm-emea'],
      });
    });

    it.each([
      'zoe@elsewhere.example',
      'unverified-mara@meridian-fleet.example',
    ])('should not sign in %s', async email => {
      const { response, error } = await signIn(email);
      expect(response).toBeUndefined();
      expect(error).toBeDefined();
    });
  });

  describe('by a claim, where the provider vouches for no address', () => {
    beforeEach(() =>
      start({
        auth: { oidcSubject: { claim: 'oid', annotation: OBJECT_ID } },
        provider: {},
      }),
    );

    it('should sign in the catalog user with that id', async () => {
      const { response, error } = await signIn(
        'unverified-mara@meridian-fleet.example',
      );
      expect(error).toBeUndefined();
      expect(response?.backstageIdentity.identity.userEntityRef).toBe(
        'user:default/mara',
      );
    });

    it('should not sign in somebody else with the same address', async () => {
      const { response } = await signIn('mara@meridian-fleet.example');
      expect(response).toBeUndefined();
    });
  });

  it('should sign in nobody where config says neither', async () => {
    await start({ auth: {}, provider: {} });
    const { response } = await signIn('mara@meridian-fleet.example');
    expect(response?.backstageIdentity).toBeUndefined();
  });
});
