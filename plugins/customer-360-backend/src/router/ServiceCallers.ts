import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

type AuthenticatedRequest = Parameters<HttpAuthService['credentials']>[0];

/** Lets other services of the portal in, and nobody else. */
export class ServiceCallers {
  readonly #httpAuth: HttpAuthService;

  constructor(options: { httpAuth: HttpAuthService }) {
    this.#httpAuth = options.httpAuth;
  }

  /**
   * @param subject - the only one: `plugin:permission`; any when left out
   * @throws AuthenticationError when nobody is signed in
   * @throws NotAllowedError when it is a person who asks, or another service
   */
  async require(
    request: AuthenticatedRequest,
    subject?: string,
  ): Promise<void> {
    const { principal } = await this.#httpAuth.credentials(request, {
      allow: ['service'],
    });
    if (subject !== undefined && principal.subject !== subject) {
      throw new NotAllowedError('This is for another service of the portal');
    }
  }
}
