import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { allLinkedIds } from '@customer-360/backstage-plugin-customer-360-common';
import type { Clock } from '../clock/SharedClock';
import { askPortal } from '../portal/askPortal';
import type { Watch } from '../watches/Watch';
import { customerQuery } from './customerQuery';
import type { LinkStore } from './LinkStore';

const PAGE = 200;

/**
 * What somebody wrote on an entity wins over what was linked by itself to
 * another: the catalog tells nobody of an edit, so all customers are gone
 * through, page by page. What a person confirmed stays.
 */
export class AnnotationWatch implements Watch {
  readonly id = 'customer-360-link-annotations';
  readonly schedule = {
    frequency: { minutes: 15 },
    timeout: { minutes: 14 },
    initialDelay: { minutes: 1 },
  };
  readonly #store: Pick<LinkStore, 'apply' | 'madeByThemselves'>;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #clock: Clock;
  readonly #logger: LoggerService;

  constructor(options: {
    store: Pick<LinkStore, 'apply' | 'madeByThemselves'>;
    catalog: CatalogService;
    auth: AuthService;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  async run(signal: AbortSignal): Promise<void> {
    let cursor: string | undefined;
    do {
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
      await this.#yieldTo(items);
      cursor = pageInfo.nextCursor;
    } while (cursor !== undefined && !signal.aborted);
  }

  async #yieldTo(entities: readonly Entity[]): Promise<void> {
    for (const [source, written] of writtenOn(entities)) {
      const links = await this.#store.madeByThemselves(source, [
        ...written.keys(),
      ]);
      for (const { account, customerRef } of links) {
        if (!written.get(account)!.has(customerRef)) {
          await this.#store.apply({
            customerRef,
            source,
            account,
            step: {
              act: 'yielded',
              reason: 'The account is written on another customer’s entity',
            },
            at: new Date(this.#clock.now()).toISOString(),
          });
          this.#logger.info(
            'A link that was made by itself gave way to an annotation',
            { source },
          );
        }
      }
    }
  }
}

/** Refs of the customers by account by source. */
function writtenOn(
  entities: readonly Entity[],
): Map<string, Map<string, Set<string>>> {
  const bySource = new Map<string, Map<string, Set<string>>>();
  for (const entity of entities) {
    const ref = stringifyEntityRef(entity);
    for (const [source, ids] of allLinkedIds(entity)) {
      const byAccount = bySource.get(source) ?? new Map<string, Set<string>>();
      bySource.set(source, byAccount);
      for (const id of ids) {
        byAccount.set(id, (byAccount.get(id) ?? new Set()).add(ref));
      }
    }
  }
  return bySource;
}
