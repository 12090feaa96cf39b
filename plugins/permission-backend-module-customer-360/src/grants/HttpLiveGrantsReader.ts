import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import type { LiveGrants, LiveGrantsReader } from './LiveGrantsReader';
import type { LiveGrant } from '@customer-360/backstage-plugin-customer-360-common';

const PLUGIN_ID = 'customer-360';
const WAIT_MS = 1_500;

const answer = z.object({
  grants: z.array(
    z.object({
      id: z.string(),
      person: z.string(),
      scope: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('customer'), ref: z.string() }),
        z.object({ kind: z.literal('segment'), segment: z.string() }),
      ]),
      tier: z.enum(['summary', 'full']),
      labels: z.array(z.string()),
      sections: z.array(z.string()).optional(),
      expiresAt: z.iso.datetime(),
      breakGlass: z.boolean(),
    }),
  ),
});

/** Asks the Customer 360 service, as one service of the portal another. */
export class HttpLiveGrantsReader implements LiveGrantsReader {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  async read(known?: string): Promise<LiveGrants | 'unchanged'> {
    const [baseUrl, { token }] = await Promise.all([
      this.#discovery.getBaseUrl(PLUGIN_ID),
      this.#auth.getPluginRequestToken({
        onBehalfOf: await this.#auth.getOwnServiceCredentials(),
        targetPluginId: PLUGIN_ID,
      }),
    ]);
    const response = await fetch(`${baseUrl}/v1/grants/live`, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(known !== undefined && { 'if-none-match': known }),
      },
      signal: AbortSignal.timeout(WAIT_MS),
    });
    if (response.status === 304) {
      return 'unchanged';
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const { grants } = answer.parse(await response.json());
    return {
      version: response.headers.get('etag') ?? undefined,
      grants: grants as LiveGrant[],
    };
  }
}
