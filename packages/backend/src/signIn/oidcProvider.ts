import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  oidcAuthenticator,
  oidcSignInResolvers,
} from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  authProvidersExtensionPoint,
  createOAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { subjectSignInResolver } from './subjectSignInResolver';

/**
 * Sign-in through any OpenID Connect provider, by config.
 *
 * Backstage's own module for it finds people by a verified e-mail address only,
 * which not every provider vouches for: Microsoft Entra ID sends no
 * `email_verified`. This one can also find them by another claim, where
 * `auth.oidcSubject` names it.
 */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'oidc-provider',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        providers.registerProvider({
          providerId: 'oidc',
          factory: createOAuthProviderFactory({
            authenticator: oidcAuthenticator,
            signInResolverFactories: oidcSignInResolvers,
            // Asked where config names no resolver of the provider.
            signInResolver: subjectSignInResolver(config),
          }),
        });
      },
    });
  },
});
