import type { CustomerSource } from '@customer-360/backstage-plugin-customer-360-node';

/** The ids of what the source fills, by a read of its own or in bulk. */
export function filledFacets({ facets, bulk = [] }: CustomerSource): string[] {
  return [
    ...new Set<string>([
      ...Object.entries(facets).flatMap(([id, reader]) =>
        reader === undefined ? [] : [id],
      ),
      ...bulk.flatMap(each => each.facets),
    ]),
  ];
}

export function fillsFacet(source: CustomerSource, facetId: string): boolean {
  return (
    readsFacet(source, facetId) ||
    (source.bulk ?? []).some(({ facets }) => facets.some(id => id === facetId))
  );
}

/** Whether one account's can be read by itself. */
export function readsFacet(
  { facets }: CustomerSource,
  facetId: string,
): boolean {
  return (
    Object.hasOwn(facets, facetId) && Reflect.get(facets, facetId) !== undefined
  );
}
