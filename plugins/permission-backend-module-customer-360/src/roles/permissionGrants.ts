import {
  accessPermission,
  creditApplyPermission,
  grantsManagePermission,
  labelPermission,
  ledgerReadPermission,
  refreshPermission,
  sectionFullPermission,
  SECTIONS,
  sectionSummaryPermission,
  sourcesReadPermission,
  trialExtendPermission,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Role, ScopeGrant } from './Role';

/** Roles are read once, and asked about with every permission of every view. */
const known = new WeakMap<ScopeGrant, ReadonlySet<string>>();

/**
 * Names of the permissions that a grant gives on each customer of its scope.
 *
 * `admin` administers and audits: it reads in full, implies no label, and
 * neither applies credit nor extends a trial, so that nobody who may change
 * the roles can move money with them.
 */
export function customerPermissionsOf(grant: ScopeGrant): ReadonlySet<string> {
  let names = known.get(grant);
  if (!names) {
    names = namesOf(grant);
    known.set(grant, names);
  }
  return names;
}

function namesOf(grant: ScopeGrant): Set<string> {
  const sections = grant.sections ?? SECTIONS;
  const names = new Set<string>();
  for (const section of sections) {
    names.add(sectionSummaryPermission(section).name);
    if (grant.tier !== 'summary') {
      names.add(sectionFullPermission(section).name);
    }
  }
  for (const label of grant.labels) {
    names.add(labelPermission(label).name);
  }
  if (grant.tier !== 'summary') {
    names.add(refreshPermission.name);
  }
  if (grant.tier === 'read-write') {
    names.add(creditApplyPermission.name);
    names.add(trialExtendPermission.name);
  }
  return names;
}

/** Names of the permissions that a role gives once per person. */
export function basicPermissionsOf(role: Role): Set<string> {
  const names = new Set([accessPermission.name, ...role.permissions]);
  if (Object.values(role.scopes).some(({ tier }) => tier === 'admin')) {
    names.add(ledgerReadPermission.name);
    names.add(grantsManagePermission.name);
    names.add(sourcesReadPermission.name);
  }
  return names;
}
