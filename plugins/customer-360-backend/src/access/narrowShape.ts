import type { AccessShape, FacetAccess } from './AccessShape';
import { shapeKey } from './shapeKey';

/**
 * What somebody sees who looks through the eyes of another: what both may see,
 * and nothing that only one of them may. Pure.
 *
 * @param own - of who looks
 * @param other - through whose eyes
 */
export function narrowShape(own: AccessShape, other: AccessShape): AccessShape {
  const narrowed = {
    facets: new Map(
      [...own.facets].map(([id, access]) => [
        id,
        narrowFacet(access, other.facets.get(id)),
      ]),
    ),
    labels: new Set([...own.labels].filter(label => other.labels.has(label))),
    mayRefresh: false,
  };
  return { ...narrowed, key: shapeKey(narrowed) };
}

const HEIGHT = { none: 0, summary: 1, full: 2 } as const;

/** The lower of the two; the other's where they are level, with its reason. */
function narrowFacet(
  own: FacetAccess,
  other: FacetAccess | undefined,
): FacetAccess {
  if (own.level === 'full' && other?.level === 'full') {
    // Each lacks labels of their own, and what either hides is left out.
    const keepers = { ...own.keepers, ...other.keepers };
    return Object.keys(keepers).length > 0
      ? { level: 'full', keepers }
      : { level: 'full' };
  }
  return other && HEIGHT[other.level] <= HEIGHT[own.level] ? other : own;
}
