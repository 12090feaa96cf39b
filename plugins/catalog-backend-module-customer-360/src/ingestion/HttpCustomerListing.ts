import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  checkCustomers,
  checkCustomersPage,
  type CustomersPage,
} from '@customer-360/backstage-plugin-customer-360-node';
import {
  ListingUnavailableError,
  type CustomerLink,
  type CustomerListing,
  type RoundReport,
} from './CustomerListing';
import { linkBatches } from './linkBatches';

const PLUGIN_ID = 'customer-360';
/** The service itself waits 30 seconds for a source. */
const WAIT_MS = 35_000;

/** Asks the Customer 360 service, as one service of the portal another. */
export class HttpCustomerListing implements CustomerListing {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  async page(source: string, cursor: string | undefined) {
    const response = await this.#list(source, 'all', cursor);
    return this.#read(source, response);
  }

  async changes(source: string, cursor: string | undefined) {
    const response = await this.#list(source, 'changes', cursor);
    return response.status === 404 ? undefined : this.#read(source, response);
  }

  async get(source: string, ids: readonly string[]) {
    const response = await this.#send('/v1/ingestion/customers', {
      method: 'POST',
      body: JSON.stringify({ source, ids }),
    });
    const { customers } = await this.#read(source, response);
    return checkCustomers(customers, ids);
  }

  async tell(links: readonly CustomerLink[]): Promise<void> {
    for (const batch of linkBatches(links)) {
      await this.#post('/v1/ingestion/links', { links: batch });
    }
  }

  report(round: RoundReport): Promise<void> {
    return this.#post('/v1/ingestion/rounds', round);
  }

  async #post(path: string, body: object): Promise<void> {
    const response = await this.#send(path, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
  }

  #list(source: string, mode: 'all' | 'changes', cursor: string | undefined) {
    const query = new URLSearchParams({
      source,
      mode,
      ...(cursor !== undefined && { cursor }),
    });
    // A space as `+` is refused as a character that has another meaning.
    const encoded = query.toString().replaceAll('+', '%20');
    return this.#send(`/v1/ingestion/customers?${encoded}`, {});
  }

  async #read(source: string, response: Response): Promise<CustomersPage> {
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const { state, ...answer } = (await response.json()) as {
      state: unknown;
      reason?: unknown;
    };
    if (state !== 'ok') {
      throw new ListingUnavailableError(source, String(answer.reason));
    }
    return checkCustomersPage(answer);
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const [baseUrl, { token }] = await Promise.all([
      this.#discovery.getBaseUrl(PLUGIN_ID),
      this.#auth.getPluginRequestToken({
        onBehalfOf: await this.#auth.getOwnServiceCredentials(),
        targetPluginId: PLUGIN_ID,
      }),
    ]);
    return fetch(`${baseUrl}${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      signal: AbortSignal.timeout(WAIT_MS),
    });
  }
}
