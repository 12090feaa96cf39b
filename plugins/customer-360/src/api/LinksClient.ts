import type {
  AccountLink,
  CustomerLinksView,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CallOptions, CustomerKey } from './Customer360Api';
import type { LinkedAccountKey, LinksApi } from './LinksApi';
import {
  customerPath,
  expectKeys,
  post,
  ServiceHttp,
  type ServiceHttpOptions,
} from './ServiceHttp';

/** Calls the service over HTTP. @public */
export class LinksClient implements LinksApi {
  readonly #http: ServiceHttp;

  constructor(options: ServiceHttpOptions) {
    this.#http = new ServiceHttp(options);
  }

  async getLinks(
    customer: CustomerKey,
    options?: CallOptions,
  ): Promise<CustomerLinksView> {
    return expectKeys<CustomerLinksView>(
      await this.#http.json(`${customerPath(customer)}/links`, {
        signal: options?.signal,
      }),
      ['sources', 'history'],
    );
  }

  async confirmLink(
    customer: CustomerKey,
    account: LinkedAccountKey,
    options: { reason?: string; force?: boolean } = {},
  ): Promise<AccountLink> {
    return expectKeys<AccountLink>(
      await this.#http.json(linkPath(customer, account), {
        ...post(options),
        method: 'PUT',
      }),
      ['id', 'rule', 'confidence'],
    );
  }

  async undoLink(
    customer: CustomerKey,
    account: LinkedAccountKey,
    reason: string,
  ): Promise<void> {
    await this.#http.request(linkPath(customer, account), {
      ...post({ reason }),
      method: 'DELETE',
    });
  }
}

function linkPath(
  customer: CustomerKey,
  { id, source }: LinkedAccountKey,
): string {
  return `${customerPath(customer)}/links/${encodeURIComponent(
    source,
  )}/${encodeURIComponent(id)}`;
}
