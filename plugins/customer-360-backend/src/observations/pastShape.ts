import type { AccessShape, FacetAccess } from '../access/AccessShape';

/** Said where the tier of now is not enough for a past day. */
const WHO_MAY_SEE = 'Past days are for those who may see all of this section.';

/**
 * What of a past day the rights of now show: what they show in full, and of the
 * rest nothing. Whoever sees a summary sees how it stands, and no history. Pure.
 */
export function pastShape(shape: AccessShape): AccessShape {
  return {
    key: `past ${shape.key}`,
    facets: new Map(
      [...shape.facets].map(([id, access]) => [id, pastAccess(access)]),
    ),
    labels: shape.labels,
    mayRefresh: false,
  };
}

function pastAccess(access: FacetAccess): FacetAccess {
  if (access.level !== 'summary') {
    return access;
  }
  return {
    level: 'none',
    ...(access.lowered !== undefined && { label: access.lowered }),
    whoMaySee: access.whoMaySee ?? WHO_MAY_SEE,
  };
}
