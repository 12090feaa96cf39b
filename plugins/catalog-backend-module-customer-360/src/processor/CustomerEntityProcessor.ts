import {
  entityKindSchemaValidator,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_OWNED_BY,
  type Entity,
} from '@backstage/catalog-model';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import {
  CUSTOMER_API_VERSION,
  CUSTOMER_KIND,
  isCustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';
import { customerEntityJsonSchema } from '../model/customerEntityJsonSchema';

const isValid = entityKindSchemaValidator(customerEntityJsonSchema);

/**
 * Makes `Customer` a kind of the catalog: validates it and emits its relations.
 *
 * Only forward relations are emitted. The catalog filters entities and never
 * the relations inside them, so a reverse relation on a group or on a parent
 * account would tell its readers of customers that they may not see.
 *
 * @public
 */
export class CustomerEntityProcessor implements CatalogProcessor {
  readonly #onProcessed: () => void;

  /** @param options - `onProcessed` is called for each customer */
  constructor(options: { onProcessed?: () => void } = {}) {
    this.#onProcessed = options.onProcessed ?? (() => undefined);
  }

  getProcessorName() {
    return 'CustomerEntityProcessor';
  }

  async validateEntityKind(entity: Entity) {
    if (entity.kind !== CUSTOMER_KIND) {
      return false;
    }
    // One of our kind in another version is an error to be seen, not an entity
    // for somebody else's validator.
    if (entity.apiVersion !== CUSTOMER_API_VERSION) {
      throw new TypeError(
        `A Customer must have the apiVersion ${CUSTOMER_API_VERSION}, not ${entity.apiVersion}`,
      );
    }
    return isValid(entity) === entity;
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ) {
    if (!isCustomerEntity(entity)) {
      return entity;
    }
    this.#onProcessed();
    const source = getCompoundEntityRef(entity);
    const { owner, team = [], parent } = entity.spec;
    const owners = [
      { ref: owner, defaultKind: 'Group' },
      ...team.map(({ ref }) => ({ ref, defaultKind: 'User' })),
    ];
    for (const { ref, defaultKind } of owners) {
      emit(
        processingResult.relation({
          source,
          type: RELATION_OWNED_BY,
          target: parseEntityRef(ref, {
            defaultKind,
            defaultNamespace: source.namespace,
          }),
        }),
      );
    }
    if (parent) {
      emit(
        processingResult.relation({
          source,
          type: RELATION_CHILD_OF,
          target: parseEntityRef(parent, {
            defaultKind: CUSTOMER_KIND,
            defaultNamespace: source.namespace,
          }),
        }),
      );
    }
    return entity;
  }
}
