import type {
  PortfolioPage,
  PortfolioQuery,
  SavedView,
  SavedViewInput,
  SavedViewQuery,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CallOptions } from './Customer360Api';
import { Customer360Error, isAbort } from './Customer360Error';
import type { PortfolioApi } from './PortfolioApi';
import {
  expectKeys,
  post,
  ServiceHttp,
  type ServiceHttpOptions,
} from './ServiceHttp';

/** Calls the service over HTTP. @public */
export class PortfolioClient implements PortfolioApi {
  readonly #http: ServiceHttp;

  constructor(options: ServiceHttpOptions) {
    this.#http = new ServiceHttp(options);
  }

  async query(
    query: PortfolioQuery,
    { signal }: CallOptions = {},
  ): Promise<PortfolioPage> {
    return expectKeys<PortfolioPage>(
      await this.#http.json('/customers/query', { ...post(query), signal }),
      ['rows', 'total'],
    );
  }

  async export(
    query: SavedViewQuery,
    { signal }: CallOptions = {},
  ): Promise<Blob> {
    const response = await this.#http.request('/customers/export', {
      ...post(query),
      signal,
    });
    if (!response.headers.get('content-type')?.includes('text/csv')) {
      throw new Customer360Error('malformed');
    }
    try {
      return await response.blob();
    } catch (error) {
      // It broke off: a part of the list must not be saved as the whole.
      throw isAbort(error) ? error : new Customer360Error('offline');
    }
  }

  async savedViews({ signal }: CallOptions = {}): Promise<SavedView[]> {
    const { views } = expectKeys<{ views: SavedView[] }>(
      await this.#http.json('/saved-views', { signal }),
      ['views'],
    );
    return views;
  }

  async addView(view: SavedViewInput): Promise<SavedView> {
    return expectKeys<SavedView>(
      await this.#http.json('/saved-views', post(view)),
      ['id', 'title', 'query'],
    );
  }

  async changeView(id: string, view: SavedViewInput): Promise<SavedView> {
    return expectKeys<SavedView>(
      await this.#http.json(`/saved-views/${encodeURIComponent(id)}`, {
        ...post(view),
        method: 'PUT',
      }),
      ['id', 'title', 'query'],
    );
  }

  async removeView(id: string): Promise<void> {
    await this.#http.request(`/saved-views/${encodeURIComponent(id)}`, {
      method: 'DELETE',
    });
  }
}
