import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import type {
  CustomerView,
  FacetId,
  FacetPage,
  LookupRequest,
  LookupResult,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  CallOptions,
  Customer360Api,
  CustomerKey,
  FacetPageOptions,
  ViewOptions,
} from './Customer360Api';
import { Customer360Error, isAbort } from './Customer360Error';

/** Of the service's contract. */
const LOOK_HEADER = 'x-customer-360-look';

/** @public */
export interface Customer360ClientOptions {
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
}

/**
 * Calls the service over HTTP. The ETag of a view is left to the browser, which
 * asks again with `If-None-Match` by itself.
 *
 * @public
 */
export class Customer360Client implements Customer360Api {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: Customer360ClientOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async getView(
    customer: CustomerKey,
    options?: ViewOptions,
  ): Promise<CustomerView> {
    const body = await this.#json(`${customerPath(customer)}/view`, {
      signal: options?.signal,
      ...(options?.look && { headers: { [LOOK_HEADER]: options.look } }),
    });
    return expectView(body);
  }

  async getFacetPage<F extends FacetId>(
    customer: CustomerKey,
    facet: F,
    options: FacetPageOptions = {},
  ): Promise<FacetPage<F>> {
    const query = new URLSearchParams();
    if (options.cursor !== undefined) {
      query.set('cursor', options.cursor);
    }
    if (options.limit !== undefined) {
      query.set('limit', String(options.limit));
    }
    const search = query.toString();
    const body = await this.#json(
      `${customerPath(customer)}/facets/${facet}${search && `?${search}`}`,
      { signal: options.signal },
    );
    return expectKeys<FacetPage<F>>(body, ['facet', 'view']);
  }

  async refresh(
    customer: CustomerKey,
    facets?: readonly FacetId[],
    options?: CallOptions,
  ): Promise<CustomerView> {
    const body = await this.#json(`${customerPath(customer)}/refresh`, {
      ...post(facets ? { facets } : {}),
      signal: options?.signal,
    });
    return expectView(body);
  }

  async lookup(
    request: LookupRequest,
    options?: CallOptions,
  ): Promise<LookupResult> {
    // A body and not a query: the root router writes URLs into the log, and
    // what a caller gives may be an e-mail address.
    const body = await this.#json('/lookup', {
      ...post(request),
      signal: options?.signal,
    });
    return expectKeys<LookupResult>(body, ['customers', 'unavailable']);
  }

  async findBySource(
    source: string,
    id: string,
    options?: CallOptions,
  ): Promise<CustomerKey> {
    const body = await this.#json(
      `/by/${encodeURIComponent(source)}/${encodeURIComponent(id)}`,
      { signal: options?.signal },
    );
    const { namespace, name } = expectKeys<CustomerKey>(body, [
      'namespace',
      'name',
    ]);
    return { namespace, name };
  }

  async #json(path: string, init: RequestInit): Promise<unknown> {
    const response = await this.#request(path, init);
    try {
      return await response.json();
    } catch (error) {
      if (isAbort(error)) {
        throw error;
      }
      throw new Customer360Error('malformed');
    }
  }

  async #request(path: string, init: RequestInit): Promise<Response> {
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

function customerPath({ namespace, name }: CustomerKey): string {
  return `/customers/${encodeURIComponent(namespace)}/${encodeURIComponent(
    name,
  )}`;
}

function post(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function expectView(body: unknown): CustomerView {
  return expectKeys<CustomerView>(body, ['customer', 'answers', 'sections']);
}

/** A proxy that answers with a page of its own must not be taken for data. */
function expectKeys<T extends object>(
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
