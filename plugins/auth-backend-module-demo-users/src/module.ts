import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { createDemoUsersAuthenticator } from './demoUsersAuthenticator';
import { readDemoUsers } from './readDemoUsers';

const PROVIDER_ID = 'demo';

/**
 * Sign-in by persona, for a demo on one's own machine. Users and groups are
 * ordinary catalog entities, so ownership, policy and ledger behave as with a
 * real identity provider.
 *
 * @public
 */
export const authModuleDemoUsers = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-users',
  register(env) {
    env.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ providers, config, logger }) {
        const provider = config.getOptionalConfig(
          `auth.providers.${PROVIDER_ID}`,
        );
        if (!provider) {
          return;
        }
        const users = readDemoUsers({
          provider,
          root: config,
          nodeEnv: process.env.NODE_ENV,
        });
        logger.warn(
          'Demo sign-in is on: everybody on this machine can sign in as any persona',
        );
        providers.registerProvider({
          providerId: PROVIDER_ID,
          factory: createProxyAuthProviderFactory({
            authenticator: createDemoUsersAuthenticator(users),
            signInResolver: ({ result }, context) =>
              context.signInWithCatalogUser({
                entityRef: { name: result.user },
              }),
          }),
        });
      },
    });
  },
});
