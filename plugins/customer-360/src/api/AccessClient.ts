import type {
  CustomerAccessView,
  CustomerPeople,
  Grant,
  PersonAccess,
  RoleDescription,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  AccessApi,
  AccessRequest,
  GrantList,
  GrantListOptions,
} from './AccessApi';
import type { CallOptions, CustomerKey } from './Customer360Api';
import {
  customerPath,
  expectKeys,
  post,
  queryOf,
  ServiceHttp,
  type ServiceHttpOptions,
} from './ServiceHttp';

const GRANT_KEYS = ['id', 'person', 'scope', 'state'] as const;

/** Calls the service over HTTP. @public */
export class AccessClient implements AccessApi {
  readonly #http: ServiceHttp;

  constructor(options: ServiceHttpOptions) {
    this.#http = new ServiceHttp(options);
  }

  async getAccess(
    customer: CustomerKey,
    options?: CallOptions,
  ): Promise<CustomerAccessView> {
    return expectKeys<CustomerAccessView>(
      await this.#http.json(`${customerPath(customer)}/access`, {
        signal: options?.signal,
      }),
      ['facets', 'labels', 'reasons'],
    );
  }

  async getPeople(
    customer: CustomerKey,
    options?: CallOptions,
  ): Promise<CustomerPeople> {
    return expectKeys<CustomerPeople>(
      await this.#http.json(`${customerPath(customer)}/access/people`, {
        signal: options?.signal,
      }),
      ['people', 'rolesKnown'],
    );
  }

  async listRoles(options?: CallOptions): Promise<RoleDescription[]> {
    const { roles } = expectKeys<{ roles: RoleDescription[] }>(
      await this.#http.json('/access/roles', { signal: options?.signal }),
      ['roles'],
    );
    return roles;
  }

  async getPerson(
    { namespace, name }: CustomerKey,
    options?: CallOptions,
  ): Promise<PersonAccess> {
    return expectKeys<PersonAccess>(
      await this.#http.json(
        `/access/people/${encodeURIComponent(namespace)}/${encodeURIComponent(
          name,
        )}`,
        { signal: options?.signal },
      ),
      ['roles', 'grants'],
    );
  }

  async listGrants(options: GrantListOptions): Promise<GrantList> {
    const { view, cursor, limit, signal } = options;
    return expectKeys<GrantList>(
      await this.#http.json(`/grants${queryOf({ view, cursor, limit })}`, {
        signal,
      }),
      ['grants'],
    );
  }

  async ask(request: AccessRequest): Promise<Grant> {
    return expectKeys<Grant>(
      await this.#http.json('/grants', post(request)),
      GRANT_KEYS,
    );
  }

  async decide(
    id: string,
    decision: 'approve' | 'refuse',
    note?: string,
  ): Promise<Grant> {
    return expectKeys<Grant>(
      await this.#http.json(
        grantPath(id),
        post({ decision, ...(note && { note }) }),
      ),
      GRANT_KEYS,
    );
  }

  async revoke(id: string): Promise<void> {
    await this.#http.request(grantPath(id), { method: 'DELETE' });
  }
}

function grantPath(id: string): string {
  return `/grants/${encodeURIComponent(id)}`;
}
