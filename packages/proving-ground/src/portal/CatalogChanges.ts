import type { Entity } from '@backstage/catalog-model';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';

interface Stock {
  readonly connection: EntityProviderConnection;
  readonly locationKey: string;
  /** By `kind/name`, in lower case. */
  readonly entities: ReadonlyMap<string, Entity>;
}

/** Changes what was brought into the catalog, from another plugin of the process. */
export class CatalogChanges {
  #stock?: Stock;

  stocked(stock: Stock): void {
    this.#stock = stock;
  }

  /** Brings further ones, as a provider does that knows what is new. */
  async add(entities: readonly Entity[]): Promise<void> {
    if (!this.#stock) {
      throw new Error('This portal has not brought anything');
    }
    const { connection, locationKey } = this.#stock;
    await connection.applyMutation({
      type: 'delta',
      added: entities.map(entity => ({ entity, locationKey })),
      removed: [],
    });
  }

  /**
   * @param spec - what of it is other than at first
   * @throws Error when this portal has not brought it there
   */
  async make(
    { kind, name }: { kind: string; name: string },
    spec: object,
  ): Promise<void> {
    const entity = this.#stock?.entities.get(`${kind}/${name}`);
    if (!this.#stock || !entity) {
      throw new Error(`This portal has not brought ${kind} ${name}`);
    }
    const { connection, locationKey } = this.#stock;
    await connection.applyMutation({
      type: 'delta',
      added: [
        {
          entity: { ...entity, spec: { ...entity.spec, ...spec } },
          locationKey,
        },
      ],
      removed: [],
    });
  }
}
