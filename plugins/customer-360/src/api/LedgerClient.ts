import type {
  LedgerPage,
  LedgerUsage,
  LedgerVerdict,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CallOptions } from './Customer360Api';
import { Customer360Error, isAbort } from './Customer360Error';
import type { LedgerApi, LedgerFilter, LedgerQueryOptions } from './LedgerApi';
import {
  expectKeys,
  queryOf,
  ServiceHttp,
  type ServiceHttpOptions,
} from './ServiceHttp';

/** Calls the service over HTTP. @public */
export class LedgerClient implements LedgerApi {
  readonly #http: ServiceHttp;

  constructor(options: ServiceHttpOptions) {
    this.#http = new ServiceHttp(options);
  }

  async query(options: LedgerQueryOptions = {}): Promise<LedgerPage> {
    const { cursor, limit, only, signal } = options;
    return expectKeys<LedgerPage>(
      await this.#http.json(
        `/ledger${queryOf({ ...filterOf(options), cursor, limit, only })}`,
        { signal },
      ),
      ['rows'],
    );
  }

  async verify(
    options: CallOptions & { cursor?: string } = {},
  ): Promise<LedgerVerdict> {
    const { cursor, signal } = options;
    return expectKeys<LedgerVerdict>(
      await this.#http.json(`/ledger/verify${queryOf({ cursor })}`, { signal }),
      ['ok', 'chains', 'rows', 'findings'],
    );
  }

  async usage(
    options: CallOptions & Pick<LedgerFilter, 'from' | 'to'> = {},
  ): Promise<LedgerUsage> {
    const { from, signal, to } = options;
    return expectKeys<LedgerUsage>(
      await this.#http.json(`/ledger/usage${queryOf({ from, to })}`, {
        signal,
      }),
      ['people', 'customers', 'pages', 'sections', 'neverOpened', 'denied'],
    );
  }

  async export(options: LedgerFilter & CallOptions = {}): Promise<Blob> {
    const response = await this.#http.request(
      `/ledger/export${queryOf(filterOf(options))}`,
      { signal: options.signal },
    );
    if (!response.headers.get('content-type')?.includes('ndjson')) {
      throw new Customer360Error('malformed');
    }
    try {
      return await response.blob();
    } catch (error) {
      // It broke off: a part of the record must not be saved as the whole.
      throw isAbort(error) ? error : new Customer360Error('offline');
    }
  }
}

function filterOf({ customer, person, from, to }: LedgerFilter) {
  return { customer, person, from, to };
}
