import type { RoleDescription } from '@customer-360/backstage-plugin-customer-360-common';
import type { PersonClaims } from '@customer-360/backstage-plugin-customer-360-node';

/** The roles of a person, by their own ref and those of their groups. Pure. */
export function rolesHeld(
  { ownershipRefs }: PersonClaims,
  roles: readonly RoleDescription[],
): RoleDescription[] {
  const claims = new Set(ownershipRefs);
  return roles.filter(({ members }) =>
    members.some(member => claims.has(member)),
  );
}
