import type {
  CustomerView,
  FacetId,
  FacetPage,
  LookupRequest,
  LookupResult,
  SinceLook,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  CallOptions,
  Customer360Api,
  CustomerKey,
  FacetPageOptions,
  ViewOptions,
} from './Customer360Api';
import { Customer360Error } from './Customer360Error';
import {
  customerPath,
  expectKeys,
  post,
  queryOf,
  ServiceHttp,
  type ServiceHttpOptions,
} from './ServiceHttp';

/** Of the service's contract. */
const LOOK_HEADER = 'x-customer-360-look';

/** @public */
export type Customer360ClientOptions = ServiceHttpOptions;

/**
 * Calls the service over HTTP. The ETag of a view is left to the browser, which
 * asks again with `If-None-Match` by itself.
 *
 * @public
 */
export class Customer360Client implements Customer360Api {
  readonly #http: ServiceHttp;

  constructor(options: Customer360ClientOptions) {
    this.#http = new ServiceHttp(options);
  }

  async getView(
    customer: CustomerKey,
    options?: ViewOptions,
  ): Promise<CustomerView> {
    const body = await this.#http.json(
      `${customerPath(customer)}/view${queryOf({
        asOf: options?.asOf,
        as: options?.preview?.role,
        scope: options?.preview?.scope,
      })}`,
      {
        signal: options?.signal,
        ...(options?.look && { headers: { [LOOK_HEADER]: options.look } }),
      },
    );
    return expectView(body);
  }

  async sinceLastLook(
    customer: CustomerKey,
    options?: CallOptions,
  ): Promise<SinceLook> {
    const body = await this.#http.json(
      `${customerPath(customer)}/since-last-look`,
      { signal: options?.signal },
    );
    return expectKeys<SinceLook>(body, ['changes']);
  }

  async brief(
    customer: CustomerKey,
    options?: CallOptions,
  ): Promise<CustomerView> {
    const body = await this.#http.json(`${customerPath(customer)}/brief`, {
      ...post({}),
      signal: options?.signal,
    });
    return expectView(body);
  }

  async getFacetPage<F extends FacetId>(
    customer: CustomerKey,
    facet: F,
    options: FacetPageOptions = {},
  ): Promise<FacetPage<F>> {
    const { cursor, limit } = options;
    const body = await this.#http.json(
      `${customerPath(customer)}/facets/${facet}${queryOf({
        cursor,
        limit,
        as: options.preview?.role,
        scope: options.preview?.scope,
      })}`,
      { signal: options.signal },
    );
    return expectKeys<FacetPage<F>>(body, ['facet', 'view']);
  }

  async refresh(
    customer: CustomerKey,
    facets?: readonly FacetId[],
    options?: CallOptions,
  ): Promise<CustomerView> {
    const body = await this.#http.json(`${customerPath(customer)}/refresh`, {
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
    const body = await this.#http.json('/lookup', {
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
    const body = await this.#http
      .json(`/by/${encodeURIComponent(source)}/${encodeURIComponent(id)}`, {
        signal: options?.signal,
      })
      .catch(error => {
        // The conflict here is between customers that claim the same id.
        throw error instanceof Customer360Error && error.kind === 'conflict'
          ? new Customer360Error('ambiguous')
          : error;
      });
    const { namespace, name } = expectKeys<CustomerKey>(body, [
      'namespace',
      'name',
    ]);
    return { namespace, name };
  }
}

function expectView(body: unknown): CustomerView {
  return expectKeys<CustomerView>(body, ['customer', 'answers', 'sections']);
}
