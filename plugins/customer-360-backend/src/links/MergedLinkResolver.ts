import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  isCustomerEntity,
  type CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import { askPortal } from '../portal/askPortal';
import { catalogDoesNotAnswer } from './catalogDoesNotAnswer';
import type { StoredCustomerLinks } from './CachedCustomerLinks';
import type { LinkIndex } from './LinkIndex';
import type { CustomerLinks, LinkResolver } from './LinkResolver';
import { mergeLinks } from './mergeLinks';

const MAX_CUSTOMERS = 10;

/** Links by annotation, and those that are kept beside them. */
export class MergedLinkResolver implements LinkResolver {
  readonly #annotations: LinkResolver;
  readonly #stored: StoredCustomerLinks;
  readonly #index: LinkIndex;
  readonly #knex: Knex;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(options: {
    annotations: LinkResolver;
    stored: StoredCustomerLinks;
    index: LinkIndex;
    knex: Knex;
    catalog: CatalogService;
    auth: AuthService;
  }) {
    this.#annotations = options.annotations;
    this.#stored = options.stored;
    this.#index = options.index;
    this.#knex = options.knex;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  async linksOf(entity: CustomerEntity): Promise<CustomerLinks> {
    return mergeLinks(
      entity,
      await this.#stored.of(stringifyEntityRef(entity)),
    );
  }

  async customersOf(sourceId: string, id: string): Promise<CustomerEntity[]> {
    const [annotated, stored] = await Promise.all([
      this.#annotations.customersOf(sourceId, id),
      this.#storedOf(sourceId, [id]),
    ]);
    return eachOnce(annotated, stored.get(id) ?? []);
  }

  async customersOfAll(
    sourceId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly CustomerEntity[]>> {
    const [annotated, stored] = await Promise.all([
      this.#annotations.customersOfAll(sourceId, ids),
      this.#storedOf(sourceId, ids),
    ]);
    return new Map(
      ids.map(id => [
        id,
        eachOnce(annotated.get(id) ?? [], stored.get(id) ?? []),
      ]),
    );
  }

  async #storedOf(
    sourceId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly CustomerEntity[]>> {
    const refs = await this.#index.customersOf(sourceId, ids, this.#knex);
    const asked = [...new Set([...refs.values()].flat())];
    if (asked.length === 0) {
      return new Map();
    }
    const entities = await this.#entities(asked);
    return new Map(
      [...refs].map(([id, ofId]) => [
        id,
        ofId.flatMap(ref => entities.get(ref) ?? []),
      ]),
    );
  }

  /** By ref; a customer that is not in the catalog any more is none. */
  async #entities(
    refs: readonly string[],
  ): Promise<ReadonlyMap<string, CustomerEntity>> {
    try {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const { items } = await askPortal(() =>
        this.#catalog.getEntitiesByRefs(
          { entityRefs: [...refs] },
          { credentials },
        ),
      );
      return new Map(
        items
          .filter(entity => entity !== undefined)
          .filter(isCustomerEntity)
          .map(entity => [stringifyEntityRef(entity), entity]),
      );
    } catch {
      throw catalogDoesNotAnswer();
    }
  }
}

function eachOnce(
  annotated: readonly CustomerEntity[],
  stored: readonly CustomerEntity[],
): CustomerEntity[] {
  const byRef = new Map(
    [...annotated, ...stored].map(entity => [
      stringifyEntityRef(entity),
      entity,
    ]),
  );
  return [...byRef.values()].slice(0, MAX_CUSTOMERS);
}
