import type { Entity } from '@backstage/catalog-model';
import { createHash } from 'node:crypto';

const known = new WeakMap<Entity, string>();

/**
 * Changes with anything in the entity. The catalog's own etag where it has one;
 * an entity read once is not hashed twice.
 */
export function entityVersion(entity: Entity): string {
  const { etag } = entity.metadata;
  if (etag !== undefined) {
    return etag;
  }
  let version = known.get(entity);
  if (version === undefined) {
    version = createHash('sha256')
      .update(JSON.stringify(entity))
      .digest('base64url');
    known.set(entity, version);
  }
  return version;
}
