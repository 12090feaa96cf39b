import type { CustomerEntity } from '@customer-360/backstage-plugin-customer-360-common';
import { LRUCache } from 'lru-cache';
import type { CustomerLinks, LinkResolver } from './LinkResolver';

const MAX_IDS = 20_000;
/** As long as a customer itself is kept: what is hidden now is gone then. */
const KEPT_MS = 2_000;

/** Asks the catalog once in two seconds who is behind the same ids. */
export class CachedLinkResolver implements LinkResolver {
  readonly #links: LinkResolver;
  readonly #known = new LRUCache<
    string,
    { customers: Promise<readonly CustomerEntity[]> }
  >({ max: MAX_IDS, ttl: KEPT_MS });

  constructor(options: { links: LinkResolver }) {
    this.#links = options.links;
  }

  linksOf(entity: CustomerEntity): Promise<CustomerLinks> {
    return this.#links.linksOf(entity);
  }

  customersOf(sourceId: string, id: string): Promise<CustomerEntity[]> {
    return this.#links.customersOf(sourceId, id);
  }

  async customersOfAll(
    sourceId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly CustomerEntity[]>> {
    const found = new Map<string, Promise<readonly CustomerEntity[]>>();
    const unknown: string[] = [];
    for (const id of ids) {
      const known = this.#known.get(keyOf(sourceId, id));
      if (known) {
        found.set(id, known.customers);
      } else {
        unknown.push(id);
      }
    }
    if (unknown.length > 0) {
      const asked = this.#links.customersOfAll(sourceId, unknown);
      for (const id of unknown) {
        const key = keyOf(sourceId, id);
        const customers = asked.then(answer => answer.get(id) ?? []);
        found.set(id, customers);
        this.#known.set(key, { customers });
        customers.catch(() => this.#known.delete(key));
      }
    }
    return new Map(
      await Promise.all(
        [...found].map(
          async ([id, customers]) => [id, await customers] as const,
        ),
      ),
    );
  }
}

function keyOf(sourceId: string, id: string): string {
  return `${sourceId}/${id}`;
}
