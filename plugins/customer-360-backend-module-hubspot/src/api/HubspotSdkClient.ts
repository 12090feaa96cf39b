import { Client } from '@hubspot/api-client';
import { Request } from '@hubspot/api-client/lib/src/services/http/Request';

type RequestOptions = NonNullable<Parameters<Client['apiRequest']>[0]>;

/**
 * HubSpot's own client with another transport. Its `apiRequest` builds the
 * request (base path, query, bearer, JSON body) and sends it by the global
 * `fetch`, without timeout or limit, and prints errors to the console when its
 * retries are on. Here it only builds; sending is the caller's.
 *
 * @internal
 */
export class HubspotSdkClient extends Client {
  readonly #fetch: typeof globalThis.fetch;
  readonly #signal: AbortSignal;

  constructor(options: {
    accessToken: string;
    apiBase: string;
    fetch: typeof globalThis.fetch;
    signal: AbortSignal;
  }) {
    super({
      accessToken: options.accessToken,
      basePath: options.apiBase,
      numberOfApiCallRetries: 0,
    });
    this.#fetch = options.fetch;
    this.#signal = options.signal;
  }

  override apiRequest(options: RequestOptions = {}): Promise<Response> {
    const request = new Request(this.config, options);
    const { method, headers, body } = request.getSendData() as {
      method: string;
      headers: Record<string, string>;
      body?: string;
    };
    return this.#fetch(request.getUrl(), {
      method,
      headers,
      body,
      signal: this.#signal,
    });
  }
}
