import {
  facetDefinitions,
  type FacetDefinition,
  type FacetTimes,
} from '@customer-360/backstage-plugin-customer-360-common';

/**
 * All facets of this installation, in the order of the page, with their data
 * types forgotten. Safe because a definition is only ever given data that its
 * own schema let through: a reading is stored under its facet's id and handed
 * back to that same definition.
 */
export class FacetRegistry {
  readonly #definitions = new Map<string, FacetDefinition>();

  constructor() {
    for (const definition of Object.values(facetDefinitions)) {
      this.#definitions.set(definition.id, definition as FacetDefinition);
    }
  }

  /**
   * @throws Error when a facet of the same id exists already
   */
  add<TId extends string, TData, TSummary>(
    definition: FacetDefinition<TId, TData, TSummary>,
  ): void {
    if (this.#definitions.has(definition.id)) {
      throw new Error(`There is a facet "${definition.id}" already`);
    }
    this.#definitions.set(definition.id, definition as FacetDefinition);
  }

  get(id: string): FacetDefinition | undefined {
    return this.#definitions.get(id);
  }

  ids(): ReadonlySet<string> {
    return new Set(this.#definitions.keys());
  }

  /** The definitions with the times of config in place of their own. */
  withTimes(
    times: ReadonlyMap<string, Partial<FacetTimes>>,
  ): readonly FacetDefinition[] {
    return [...this.#definitions.values()].map(definition => {
      const own = { ...definition.times, ...times.get(definition.id) };
      // A value is usable at least as long as it is fresh.
      const usableMs = Math.max(own.usableMs, own.freshMs);
      return { ...definition, times: { freshMs: own.freshMs, usableMs } };
    });
  }
}
