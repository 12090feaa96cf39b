import type {
  PortfolioPage,
  PortfolioQuery,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CallOptions } from './Customer360Api';
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
}
