import type { Config } from '@backstage/config';
import { AuthenticationError } from '@backstage/errors';
import type { OidcAuthResult } from '@backstage/plugin-auth-backend-module-oidc-provider';
import type {
  OAuthAuthenticatorResult,
  SignInResolver,
} from '@backstage/plugin-auth-node';

const KEY = 'auth.oidcSubject';

/**
 * Finds the catalog user whose annotation holds the value of a claim, as
 * `auth.oidcSubject` says; undefined where it says nothing.
 *
 * Only the id token is looked at: it is signed, and its subject is nobody
 * else's.
 */
export function subjectSignInResolver(
  config: Config,
): SignInResolver<OAuthAuthenticatorResult<OidcAuthResult>> | undefined {
  const subject = config.getOptionalConfig(KEY);
  if (!subject) {
    return undefined;
  }
  const claim = subject.getString('claim');
  const annotation = subject.getString('annotation');
  return async ({ result }, context) => {
    const value = result.fullProfile.tokenset.claims()[claim];
    if (typeof value !== 'string' || value === '') {
      throw new AuthenticationError(
        `The identity provider names no "${claim}": correct ${KEY}.claim`,
      );
    }
    return context.signInWithCatalogUser({
      annotations: { [annotation]: value },
    });
  };
}
