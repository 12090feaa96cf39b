import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  isCustomerEntity,
  linkedIds,
  sourceAnnotation,
  type CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';
import { askPortal } from '../portal/askPortal';
import { catalogDoesNotAnswer } from './catalogDoesNotAnswer';
import { customerQuery } from './customerQuery';
import type { CustomerLinks, LinkResolver } from './LinkResolver';
import { mergeLinks } from './mergeLinks';

const MAX_CUSTOMERS = 10;
const MAX_MATCHES = 100;

/**
 * Links by annotation: `customer-360/<source id>`, several ids by comma.
 *
 * An id on its own is found by the catalog's index. One among several can not
 * be matched exactly there, so the annotation is searched for the text and
 * every hit is compared id by id here. The catalog indexes values of at most
 * 200 characters: an annotation longer than that links, but is not found by id.
 */
export class AnnotationLinkResolver implements LinkResolver {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  async linksOf(entity: CustomerEntity): Promise<CustomerLinks> {
    return mergeLinks(entity, []);
  }

  async customersOf(sourceId: string, id: string): Promise<CustomerEntity[]> {
    const annotation = sourceAnnotation(sourceId);
    const field = `metadata.annotations.${annotation}`;
    try {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const [exact, among] = await askPortal(() =>
        Promise.all([
          this.#catalog.queryEntities(
            {
              query: customerQuery({ [field]: id }),
              limit: MAX_MATCHES,
              totalItems: 'exclude',
            },
            { credentials },
          ),
          this.#catalog.queryEntities(
            {
              query: customerQuery(),
              fullTextFilter: { term: id, fields: [field] },
              limit: MAX_MATCHES,
              totalItems: 'exclude',
            },
            { credentials },
          ),
        ]),
      );
      // The catalog compares without case, vendors do not.
      const customers = [...exact.items, ...among.items]
        .filter(isCustomerEntity)
        .filter(entity => linkedIds(entity, sourceId).includes(id));
      return [
        ...new Map(
          customers.map(entity => [
            `${entity.metadata.namespace ?? 'default'}/${entity.metadata.name}`,
            entity,
          ]),
        ).values(),
      ].slice(0, MAX_CUSTOMERS);
    } catch {
      throw catalogDoesNotAnswer();
    }
  }

  async customersOfAll(
    sourceId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly CustomerEntity[]>> {
    if (ids.length === 0) {
      return new Map();
    }
    const field = `metadata.annotations.${sourceAnnotation(sourceId)}`;
    const credentials = await this.#auth.getOwnServiceCredentials();
    // One question for all that stand alone in their annotation, which is
    // nearly every one; the rest are asked for one by one.
    const { items } = await askPortal(() =>
      this.#catalog.queryEntities(
        {
          query: customerQuery({ [field]: { $in: [...ids] } }),
          limit: ids.length * MAX_CUSTOMERS,
          totalItems: 'exclude',
        },
        { credentials },
      ),
    ).catch(() => {
      throw catalogDoesNotAnswer();
    });
    const customers = items.filter(isCustomerEntity);
    const found = new Map<string, readonly CustomerEntity[]>();
    for (const id of ids) {
      const alone = customers.filter(entity =>
        linkedIds(entity, sourceId).includes(id),
      );
      found.set(
        id,
        alone.length > 0 ? alone : await this.customersOf(sourceId, id),
      );
    }
    return found;
  }
}
