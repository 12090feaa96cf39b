import { Readable } from 'node:stream';
import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  CUSTOMER_KIND,
  isCustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';
import {
  toCustomerDocument,
  type CustomerDocument,
} from './toCustomerDocument';

const PAGE = 500;

/**
 * Reads all customers from the catalog, page by page. Who may find one is
 * decided when somebody searches: the documents are guarded by
 * `catalog.entity.read` on their entity.
 *
 * @public
 */
export class CustomerCollatorFactory implements DocumentCollatorFactory {
  readonly type = 'customer';
  readonly visibilityPermission = catalogEntityReadPermission;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  async *#documents(): AsyncGenerator<CustomerDocument> {
    let cursor: string | undefined;
    do {
      const page = await this.#catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE }
          : {
              filter: { kind: CUSTOMER_KIND },
              limit: PAGE,
              totalItems: 'exclude',
            },
        // Asked for anew for each page: a long run outlives a token.
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      for (const entity of page.items) {
        if (isCustomerEntity(entity)) {
          yield toCustomerDocument(entity, stringifyEntityRef(entity));
        }
      }
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
  }
}
