import { AuthenticationError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';

/** Header that names the persona. @public */
export const DEMO_USER_HEADER = 'x-demo-user';

/** Takes the persona from the request's header, if it is a known one. */
export function createDemoUsersAuthenticator(users: readonly string[]) {
  return createProxyAuthenticator<void, { user: string }, undefined>({
    defaultProfileTransform: async () => ({ profile: {} }),
    initialize() {},
    async authenticate({ req }) {
      const user = req.header(DEMO_USER_HEADER);
      if (!user || !users.includes(user)) {
        throw new AuthenticationError(
          `Unknown demo user. Name one of ${users.join(
            ', ',
          )} in the header ${DEMO_USER_HEADER}`,
        );
      }
      return { result: { user } };
    },
  });
}
