import {
  facetDefinitions,
  type FacetDefinition,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetSettings } from '../config/ServiceConfig';

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

  /**
   * The definitions as config has them.
   *
   * @throws Error for a label on a facet that needs one already: it would be
   *   seen by people who do not hold that one
   */
  configured(
    settings: ReadonlyMap<string, FacetSettings>,
  ): readonly FacetDefinition[] {
    return [...this.#definitions.values()].map(definition => {
      const { label, times } = settings.get(definition.id) ?? {};
      if (label !== undefined && definition.label !== undefined) {
        throw new Error(
          `customer360.facets.${definition.id}.label cannot be set: the facet needs the label "${definition.label}" already`,
        );
      }
      const own = { ...definition.times, ...times };
      // A value is usable at least as long as it is fresh.
      const usableMs = Math.max(own.usableMs, own.freshMs);
      return {
        ...definition,
        ...(label !== undefined && { label }),
        times: { freshMs: own.freshMs, usableMs },
      };
    });
  }
}
