import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { isCustomerEntity } from '@customer-360/backstage-plugin-customer-360-common';
import { customerQuery } from '../links/customerQuery';
import { askPortal } from '../portal/askPortal';
import type { Watch } from '../watches/Watch';
import type { CustomerVisitor } from './CustomerVisitor';

const PAGE = 200;

/**
 * The catalog tells nobody of an edit, so all customers are gone through, page
 * by page, once for all who want to know of them.
 */
export class CustomerWalk implements Watch {
  readonly id = 'customer-360-customers';
  readonly schedule = {
    frequency: { minutes: 15 },
    timeout: { minutes: 14 },
    initialDelay: { minutes: 1 },
  };
  readonly #visitors: readonly CustomerVisitor[];
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(options: {
    visitors: readonly CustomerVisitor[];
    catalog: CatalogService;
    auth: AuthService;
  }) {
    this.#visitors = options.visitors;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  async run(signal: AbortSignal): Promise<void> {
    const rounds = this.#visitors.map(visitor => visitor.begin());
    let cursor: string | undefined;
    do {
      if (signal.aborted) {
        return;
      }
      const credentials = await this.#auth.getOwnServiceCredentials();
      const from = cursor;
      const { items, pageInfo } = await askPortal(() =>
        this.#catalog.queryEntities(
          from === undefined
            ? {
                query: customerQuery(),
                orderFields: { field: 'metadata.name', order: 'asc' },
                limit: PAGE,
                totalItems: 'exclude',
              }
            : { cursor: from, limit: PAGE },
          { credentials },
        ),
      );
      const customers = items.filter(isCustomerEntity);
      for (const round of rounds) {
        await round.visit(customers);
      }
      cursor = pageInfo.nextCursor;
    } while (cursor !== undefined);
    for (const round of rounds) {
      await round.end?.();
    }
  }
}
