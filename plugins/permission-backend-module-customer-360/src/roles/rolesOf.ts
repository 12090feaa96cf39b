import type { Role, RoleModel } from './Role';

/** The roles of somebody, by their own ref and those of their groups. */
export function rolesOf(
  { roles }: RoleModel,
  ownershipRefs: readonly string[],
): Role[] {
  const claims = new Set(ownershipRefs);
  return roles.filter(({ members }) =>
    members.some(member => claims.has(member)),
  );
}
