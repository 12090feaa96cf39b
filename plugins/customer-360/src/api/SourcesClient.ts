import type {
  OrphanPage,
  SourceReport,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CallOptions } from './Customer360Api';
import {
  expectKeys,
  queryOf,
  ServiceHttp,
  type ServiceHttpOptions,
} from './ServiceHttp';
import type { OrphanQueryOptions, SourcesApi } from './SourcesApi';

/** Calls the service over HTTP. @public */
export class SourcesClient implements SourcesApi {
  readonly #http: ServiceHttp;

  constructor(options: ServiceHttpOptions) {
    this.#http = new ServiceHttp(options);
  }

  async list({ signal }: CallOptions = {}): Promise<readonly SourceReport[]> {
    const { sources } = expectKeys<{ sources: readonly SourceReport[] }>(
      await this.#http.json('/sources', { signal }),
      ['sources'],
    );
    return sources;
  }

  async orphans(options: OrphanQueryOptions): Promise<OrphanPage> {
    const { cursor, limit, signal, source } = options;
    return expectKeys<OrphanPage>(
      await this.#http.json(
        `/sources/orphans${queryOf({ source, cursor, limit })}`,
        { signal },
      ),
      ['accounts', 'customers'],
    );
  }
}
