import type { Entity } from '@backstage/catalog-model';

const PREFIX = 'customer-360/';

/** The customer's own domain. @public */
export const DOMAIN_ANNOTATION = `${PREFIX}domain`;

/**
 * Annotation that holds the ids of a customer at a source, several by comma:
 * `customer-360/<source id>`.
 *
 * @public
 */
export function sourceAnnotation(sourceId: string): string {
  return `${PREFIX}${sourceId}`;
}

/** Ids of an entity at a source, in the order written, without repeats. @public */
export function linkedIds(entity: Entity, sourceId: string): string[] {
  const value = entity.metadata.annotations?.[sourceAnnotation(sourceId)] ?? '';
  return [
    ...new Set(
      value
        .split(',')
        .map(id => id.trim())
        .filter(id => id.length > 0),
    ),
  ];
}

/** All ids that an entity has at any source, by source id. @public */
export function allLinkedIds(entity: Entity): Map<string, string[]> {
  const links = new Map<string, string[]>();
  for (const key of Object.keys(entity.metadata.annotations ?? {})) {
    if (key.startsWith(PREFIX) && key !== DOMAIN_ANNOTATION) {
      const sourceId = key.slice(PREFIX.length);
      links.set(sourceId, linkedIds(entity, sourceId));
    }
  }
  return links;
}

/** @public */
export function customerDomain(entity: Entity): string | undefined {
  const domain = entity.metadata.annotations?.[DOMAIN_ANNOTATION];
  return domain?.trim().toLowerCase() || undefined;
}
