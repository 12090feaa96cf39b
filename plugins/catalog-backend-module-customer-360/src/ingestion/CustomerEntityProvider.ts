import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

/**
 * Never change this. The catalog ties entities to the provider by its name and
 * deletes those of a provider that it does not know any more: with another name
 * all customers would vanish, and their grants with them.
 */
const PROVIDER_NAME = 'customer-360-customers';

/** Customers from the sources that list them; all by deltas. */
export class CustomerEntityProvider implements EntityProvider {
  readonly #start: (connection: EntityProviderConnection) => Promise<void>;

  /** @param start - called once, with the way into the catalog */
  constructor(start: (connection: EntityProviderConnection) => Promise<void>) {
    this.#start = start;
  }

  getProviderName(): string {
    return PROVIDER_NAME;
  }

  connect(connection: EntityProviderConnection): Promise<void> {
    return this.#start(connection);
  }
}
