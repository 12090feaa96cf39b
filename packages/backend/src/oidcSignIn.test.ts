import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import authModuleOidcProvider from '@backstage/plugin-auth-backend-module-oidc-provider';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CookieBrowser } from './testing/CookieBrowser';
import { startOidcServer } from './testing/startOidcServer';

describe('sign-in through an OpenID Connect provider', () => {
  let oidc: Awaited<ReturnType<typeof startOidcServer>>;
  let backend: TestBackend;
  let origin: string;

  beforeAll(async () => {
    oidc = await startOidcServer();
    backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
            auth: {
              environment: 'production',
              session: { secret: 'a-session-secret-for-tests' },
              providers: {
                oidc: {
                  production: {
                    metadataUrl: `${oidc.issuer}/.well-known/openid-configuration`,
                    clientId: 'customer-360',
                    clientSecret: 'oidc-test-secret',
                    prompt: 'auto',
                    signIn: {
                      resolvers: [
                        { resolver: 'emailMatchingUserEntityProfileEmail' },
                      ],
                    },
                  },
                },
              },
            },
          },
        }),
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'User',
              metadata: { name: 'mara', namespace: 'default' },
              spec: { profile: { email: 'mara@meridian-fleet.example' } },
              relations: [
                { type: 'memberOf', targetRef: 'group:default/csm-emea' },
              ],
            },
          ],
        }),
        authPlugin,
        authModuleOidcProvider,
      ],
    });
    origin = `http://localhost:${backend.server.port()}`;
  }, 60_000);

  afterAll(async () => {
    await backend?.stop();
    await oidc?.stop();
  });

  async function signIn(email: string) {
    const browser = new CookieBrowser();
    const login = await browser.get(
      `${origin}/api/auth/oidc/start?env=production&scope=openid%20profile%20email&origin=${encodeURIComponent(
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
    return JSON.parse(decodeURIComponent(message ?? '')) as {
      response?: {
        backstageIdentity: {
          identity: { userEntityRef: string; ownershipEntityRefs: string[] };
        };
      };
      error?: { message: string };
    };
  }

  it('should sign in the catalog user with the verified e-mail, with the groups that roles are made of', async () => {
    const { response, error } = await signIn('mara@meridian-fleet.example');
    expect(error).toBeUndefined();
    expect(response?.backstageIdentity.identity).toMatchObject({
      userEntityRef: 'user:default/mara',
      ownershipEntityRefs: ['user:default/mara', 'group:default/csm-emea'],
    });
  }, 30_000);

  it('should sign in nobody the catalog does not know', async () => {
    const { response, error } = await signIn('zoe@elsewhere.example');
    expect(response).toBeUndefined();
    expect(error).toBeDefined();
  }, 30_000);
});
