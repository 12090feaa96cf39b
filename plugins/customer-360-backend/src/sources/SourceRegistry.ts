import type { CustomerSource } from '@customer-360/backstage-plugin-customer-360-node';
import { fillsFacet } from './fillsFacet';

/** The sources of this installation. */
export interface SourceRegistry {
  get(id: string): CustomerSource | undefined;
  /** In the order of config: where two sources disagree the first speaks. */
  all(): readonly CustomerSource[];
  /** Those that fill the facet, in the same order. */
  filling(facetId: string): readonly CustomerSource[];
}

/** Filled while modules start, read afterwards. */
export class DefaultSourceRegistry implements SourceRegistry {
  readonly #sources = new Map<string, CustomerSource>();
  #order: readonly string[] = [];

  /**
   * @throws Error when a source of the same id was added before
   */
  add(source: CustomerSource): void {
    if (this.#sources.has(source.id)) {
      throw new Error(
        `Two sources are called "${source.id}": rename one of them under customer360.sources`,
      );
    }
    this.#sources.set(source.id, source);
  }

  /** Sources that config does not name come last. */
  orderBy(ids: readonly string[]): void {
    this.#order = ids;
  }

  get(id: string): CustomerSource | undefined {
    return this.#sources.get(id);
  }

  all(): readonly CustomerSource[] {
    const rank = (id: string) => {
      const index = this.#order.indexOf(id);
      return index < 0 ? this.#order.length : index;
    };
    return [...this.#sources.values()].sort((a, b) => rank(a.id) - rank(b.id));
  }

  filling(facetId: string): readonly CustomerSource[] {
    return this.all().filter(source => fillsFacet(source, facetId));
  }

  /** Frees what the sources hold; one that fails does not keep the others. */
  async close(): Promise<void> {
    await Promise.allSettled(this.all().map(source => source.close?.()));
  }
}
