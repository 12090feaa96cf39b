import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { DOMAIN_ANNOTATION } from '@customer-360/backstage-plugin-customer-360-common';
import { askPortal } from '../portal/askPortal';
import { catalogDoesNotAnswer } from './catalogDoesNotAnswer';
import { customerQuery } from './customerQuery';

/** Knows whose domain is whose. */
export interface CustomerDomains {
  /**
   * Whether a customer other than this one has the domain.
   *
   * @throws ServiceUnavailableError when the catalog does not answer
   */
  isShared(domain: string, customerRef: string): Promise<boolean>;
}

/** Asks the catalog, which compares without case. */
export class CatalogCustomerDomains implements CustomerDomains {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  async isShared(domain: string, customerRef: string): Promise<boolean> {
    try {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const { items } = await askPortal(() =>
        this.#catalog.queryEntities(
          {
            query: customerQuery({
              [`metadata.annotations.${DOMAIN_ANNOTATION}`]: domain,
            }),
            fields: ['kind', 'metadata.namespace', 'metadata.name'],
            limit: 2,
            totalItems: 'exclude',
          },
          { credentials },
        ),
      );
      return items.some(entity => stringifyEntityRef(entity) !== customerRef);
    } catch {
      throw catalogDoesNotAnswer();
    }
  }
}
