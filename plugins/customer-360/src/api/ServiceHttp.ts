import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import type { CustomerKey } from './Customer360Api';
import { Customer360Error, isAbort } from './Customer360Error';

/** @public */
export interface ServiceHttpOptions {
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
}

/**
 * The service's REST API: every failure becomes a {@link Customer360Error}, and
 * no text of a server comes any further.
 *
 * @internal
 */
export class ServiceHttp {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: ServiceHttpOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  /** @param path - after `/v1` */
  async json(path: string, init: RequestInit): Promise<unknown> {
    const response = await this.request(path, init);
    try {
      return await response.json();
    } catch (error) {
      if (isAbort(error)) {
        throw error;
      }
      throw new Customer360Error('malformed');
    }
  }

  /** @param path - after `/v1` */
  async request(path: string, init: RequestInit): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('customer-360');
    let response: Response;
    try {
      response = await this.#fetchApi.fetch(`${baseUrl}/v1${path}`, init);
    } catch (error) {
      if (isAbort(error)) {
        throw error;
      }
      throw new Customer360Error('offline');
    }
    if (!response.ok) {
      throw Customer360Error.fromStatus(response.status);
    }
    return response;
  }
}

/** @internal */
export function customerPath({ namespace, name }: CustomerKey): string {
  return `/customers/${encodeURIComponent(namespace)}/${encodeURIComponent(
    name,
  )}`;
}

/** @internal */
export function post(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/**
 * `?a=1&b=2` of what is given, or nothing.
 *
 * @internal
 */
export function queryOf(
  values: Readonly<Record<string, string | number | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined) {
      query.set(key, String(value));
    }
  }
  const text = query.toString();
  return text && `?${text}`;
}

/**
 * A proxy that answers with a page of its own must not be taken for data.
 *
 * @internal
 */
export function expectKeys<T extends object>(
  body: unknown,
  keys: ReadonlyArray<keyof T & string>,
): T {
  if (
    typeof body !== 'object' ||
    body === null ||
    keys.some(key => !Object.hasOwn(body, key))
  ) {
    throw new Customer360Error('malformed');
  }
  return body as T;
}
