import { createHash } from 'node:crypto';
import type { AccessShape } from './AccessShape';

/** Over everything of a shape that decides what is shown. */
export function shapeKey({
  facets,
  labels,
  mayRefresh,
}: Omit<AccessShape, 'key'>): string {
  return createHash('sha256')
    .update(JSON.stringify([[...facets], [...labels].sort(), mayRefresh]))
    .digest('base64url');
}
