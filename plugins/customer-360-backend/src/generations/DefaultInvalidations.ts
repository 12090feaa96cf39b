import { InputError } from '@backstage/errors';
import type { FacetEngine } from '../facets/FacetEngine';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { CustomerChanges } from './CustomerChanges';
import type { Invalidation, Invalidations } from './Invalidations';

/** @see Invalidations */
export class DefaultInvalidations implements Invalidations {
  readonly #changes: CustomerChanges;
  readonly #engine: FacetEngine;
  readonly #sources: SourceRegistry;

  constructor(options: {
    changes: CustomerChanges;
    engine: FacetEngine;
    sources: SourceRegistry;
  }) {
    this.#changes = options.changes;
    this.#engine = options.engine;
    this.#sources = options.sources;
  }

  async acknowledge({
    customerRef,
    source,
    facets,
  }: Invalidation): Promise<void> {
    if (source !== undefined && !this.#sources.get(source)) {
      throw new InputError('There is no such source');
    }
    const sources = this.#sources
      .all()
      .filter(({ id }) => source === undefined || id === source);
    let concerned = 0;
    for (const { id } of sources) {
      // Facets that go stale together are made worthless together.
      const together = facets && this.#engine.together(id, facets);
      if (together?.length !== 0) {
        concerned += 1;
        await this.#changes.acknowledge({
          customerRef,
          source: id,
          facets: together,
        });
      }
    }
    if (concerned === 0) {
      throw new InputError('No source fills any of these facets');
    }
  }
}
