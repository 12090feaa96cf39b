import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';

/** How many changes each section has, by section. @internal */
export function changesBySection(
  view: CustomerView | undefined,
): Map<string, number> {
  const changes = new Map<string, number>();
  for (const [id, section] of Object.entries(view?.sections ?? {})) {
    const count = view!.indicators.filter(({ facets }) =>
      facets.some(facet => section.facets[facet] !== undefined),
    ).length;
    changes.set(id, count);
  }
  return changes;
}
