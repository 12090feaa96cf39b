import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerSource } from '@customer-360/backstage-plugin-customer-360-node';
import { fillsFacet } from '../sources/fillsFacet';

/**
 * Facets of one section that go stale together are read and invalidated
 * together, so that a tile never says paid and overdue at once.
 */
export class FacetGroups {
  readonly #definitions: readonly FacetDefinition[];
  readonly #bySource = new Map<string, Map<string, FacetDefinition[]>>();

  constructor(definitions: readonly FacetDefinition[]) {
    this.#definitions = definitions;
  }

  /** The facets with their groups, of those that the source fills. */
  of(
    source: CustomerSource,
    facets: readonly FacetDefinition[],
  ): FacetDefinition[] {
    const groups = this.#groupsOf(source);
    return [...new Set(facets.map(groupOf))].flatMap(
      group => groups.get(group) ?? [],
    );
  }

  #groupsOf(source: CustomerSource): ReadonlyMap<string, FacetDefinition[]> {
    let groups = this.#bySource.get(source.id);
    if (!groups) {
      groups = new Map();
      for (const definition of this.#definitions) {
        if (fillsFacet(source, definition.id)) {
          const group = groupOf(definition);
          groups.set(group, [...(groups.get(group) ?? []), definition]);
        }
      }
      this.#bySource.set(source.id, groups);
    }
    return groups;
  }
}

function groupOf({ section, times, label }: FacetDefinition): string {
  return `${section}/${times.freshMs}/${label ?? ''}`;
}
