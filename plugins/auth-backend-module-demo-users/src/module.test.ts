import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { authModuleDemoUsers } from './module';

const NODE_ENV = process.env.NODE_ENV;

describe('authModuleDemoUsers', () => {
  let backend: TestBackend;

  beforeAll(async () => {
    Object.assign(process.env, { NODE_ENV: 'development' });
    backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: {
              baseUrl: 'http://localhost:3000',
              listen: '127.0.0.1:3000',
            },
            auth: { providers: { demo: { users: ['sam', 'zoe'] } } },
          },
        }),
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'User',
              metadata: { name: 'sam', namespace: 'default' },
              relations: [
                { type: 'memberOf', targetRef: 'group:default/support' },
              ],
            },
          ],
        }),
        authPlugin,
        authModuleDemoUsers,
      ],
    });
  });

  afterAll(async () => {
    Object.assign(process.env, { NODE_ENV });
    await backend?.stop();
  });

  async function signIn(user?: string) {
    const response = await fetch(
      `http://localhost:${backend.server.port()}/api/auth/demo/refresh`,
      { headers: user ? { 'x-demo-user': user } : {} },
    );
    return { status: response.status, body: await response.json() };
  }

  it('should sign in a persona as the catalog user that it is', async () => {
    const { status, body } = await signIn('sam');
    expect(status).toBe(200);
    expect(body.backstageIdentity.identity).toMatchObject({
      userEntityRef: 'user:default/sam',
      ownershipEntityRefs: ['user:default/sam', 'group:default/support'],
    });
  });

  it.each([undefined, 'ada', 'user:default/sam', 'SAM '])(
    'should not sign in %j, who is no persona',
    async user => {
      const { status, body } = await signIn(user);
      expect(status).toBe(401);
      expect(body.backstageIdentity).toBeUndefined();
    },
  );

  it('should not sign in a persona whom the catalog does not know', async () => {
    const { body } = await signIn('zoe');
    expect(body.backstageIdentity).toBeUndefined();
  });
});
