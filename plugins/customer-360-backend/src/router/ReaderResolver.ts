import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { createHash } from 'node:crypto';
import type { Reader } from '../access/Reader';
import { requestIdOf } from './requestId';

type AuthenticatedRequest = Parameters<HttpAuthService['credentials']>[0];

/** Finds out who asks. */
export class ReaderResolver {
  readonly #httpAuth: HttpAuthService;

  constructor(options: { httpAuth: HttpAuthService }) {
    this.#httpAuth = options.httpAuth;
  }

  /**
   * People only: a service would skip the permission policy.
   *
   * @throws AuthenticationError when nobody is signed in
   * @throws NotAllowedError when it is no person who asks
   */
  async read(request: AuthenticatedRequest): Promise<Reader> {
    const credentials = await this.#httpAuth.credentials(request, {
      allow: ['user'],
    });
    return {
      credentials,
      userRef: credentials.principal.userEntityRef,
      tokenHash: createHash('sha256')
        .update(request.headers.authorization ?? '')
        // Without a token (a portal that signs in otherwise) the person's ref
        // still keeps two people apart.
        .update(`\n${credentials.principal.userEntityRef}`)
        .digest('base64url'),
      requestId: requestIdOf(request),
    };
  }
}
