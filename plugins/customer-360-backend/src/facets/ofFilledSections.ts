import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';

/** Facets of the sections of which some source fills anything: all there is to see. */
export function ofFilledSections(
  definitions: readonly FacetDefinition[],
  filled: ReadonlySet<string>,
): FacetDefinition[] {
  const sections = new Set(
    definitions
      .filter(({ id }) => filled.has(id))
      .map(({ section }) => section),
  );
  return definitions.filter(({ section }) => sections.has(section));
}
