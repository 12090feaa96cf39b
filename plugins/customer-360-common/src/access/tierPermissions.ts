import { SECTIONS, type SectionId } from '../facets/sections';
import type { Tier } from './labels';
import {
  creditApplyPermission,
  labelPermission,
  refreshPermission,
  sectionFullPermission,
  sectionSummaryPermission,
  trialExtendPermission,
} from './permissions';

/** How much of a customer is given, by a role or by a grant. @public */
export interface TierGrant {
  readonly tier: Tier;
  readonly labels: readonly string[];
  /** Undefined for all sections. */
  readonly sections?: readonly SectionId[];
}

/**
 * Names of the permissions that a tier with its labels comes to, on each
 * customer it is given for.
 *
 * `admin` administers and audits: it reads in full, implies no label, and
 * neither applies credit nor extends a trial, so that nobody who may change
 * the roles can move money with them.
 *
 * @public
 */
export function tierPermissions(grant: TierGrant): ReadonlySet<string> {
  const names = new Set<string>();
  for (const section of grant.sections ?? SECTIONS) {
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
