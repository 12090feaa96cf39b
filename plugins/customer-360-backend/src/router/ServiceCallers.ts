import type { HttpAuthService } from '@backstage/backend-plugin-api';

type AuthenticatedRequest = Parameters<HttpAuthService['credentials']>[0];

/** Lets other services of the portal in, and nobody else. */
export class ServiceCallers {
  readonly #httpAuth: HttpAuthService;

  constructor(options: { httpAuth: HttpAuthService }) {
    this.#httpAuth = options.httpAuth;
  }

  /**
   * @throws AuthenticationError when nobody is signed in
   * @throws NotAllowedError when it is a person who asks
   */
  async require(request: AuthenticatedRequest): Promise<void> {
    await this.#httpAuth.credentials(request, { allow: ['service'] });
  }
}
