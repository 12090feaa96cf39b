import {
  accessPermission,
  breakGlassPermission,
  grantsManagePermission,
  ledgerReadPermission,
  linksManagePermission,
  observationsErasePermission,
  sourcesReadPermission,
  tierPermissions,
  usageReadPermission,
  type TierGrant,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Role } from './Role';

/** Roles are read once, and asked about with every permission of every view. */
const known = new WeakMap<TierGrant, ReadonlySet<string>>();

/** Names of the permissions that are given on each customer. */
export function customerPermissionsOf(grant: TierGrant): ReadonlySet<string> {
  let names = known.get(grant);
  if (!names) {
    names = tierPermissions(grant);
    known.set(grant, names);
  }
  return names;
}

/** Names of the permissions that a role gives once per person. */
export function basicPermissionsOf(role: Role): Set<string> {
  const names = new Set([accessPermission.name, ...role.permissions]);
  if (Object.values(role.scopes).some(({ tier }) => tier === 'admin')) {
    names.add(ledgerReadPermission.name);
    names.add(grantsManagePermission.name);
    names.add(breakGlassPermission.name);
    names.add(sourcesReadPermission.name);
    names.add(linksManagePermission.name);
    names.add(observationsErasePermission.name);
    names.add(usageReadPermission.name);
  }
  return names;
}
