import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  CUSTOMER_KIND,
  isCustomerEntity,
  type CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';
import { LRUCache } from 'lru-cache';
import { askPortal } from '../portal/askPortal';

/** Reads customers from the catalog, before anybody's rights are looked at. */
export interface CustomerEntities {
  /** Undefined when there is no such customer. */
  get(ref: {
    namespace: string;
    name: string;
  }): Promise<CustomerEntity | undefined>;
}

const MAX_ENTITIES = 5_000;
/** Short enough that an unlinked or removed customer is gone with the next click. */
const KEPT_MS = 2_000;

/**
 * Asks with the service's own credentials and keeps the answer for a moment,
 * that of "there is none" as well, so that hidden and absent take the same way.
 */
export class CatalogCustomerEntities implements CustomerEntities {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #known = new LRUCache<
    string,
    { entity: Promise<CustomerEntity | undefined> }
  >({ max: MAX_ENTITIES, ttl: KEPT_MS });

  constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  get(ref: {
    namespace: string;
    name: string;
  }): Promise<CustomerEntity | undefined> {
    const key = stringifyEntityRef({ kind: CUSTOMER_KIND, ...ref });
    const known = this.#known.get(key);
    if (known) {
      return known.entity;
    }
    const entity = this.#read(key);
    this.#known.set(key, { entity });
    entity.catch(() => this.#known.delete(key));
    return entity;
  }

  async #read(ref: string): Promise<CustomerEntity | undefined> {
    let entity;
    try {
      const credentials = await this.#auth.getOwnServiceCredentials();
      entity = await askPortal(() =>
        this.#catalog.getEntityByRef(ref, { credentials }),
      );
    } catch {
      // Without a cause: a status on it would become the status of our answer.
      throw new ServiceUnavailableError(
        'The catalog does not answer, so the customer cannot be shown. Try again in a moment.',
      );
    }
    return entity && isCustomerEntity(entity) ? entity : undefined;
  }
}
