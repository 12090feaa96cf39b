import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import {
  tierPermissions,
  labelPermission,
  sectionFullPermission,
  sectionSummaryPermission,
  type CustomerEntity,
  type RoleDescription,
  type Scope,
  type SectionId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  AccessExplainer,
  AccessQuestion,
  PersonClaims,
  RoleReason,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { RoleModel } from '../roles/Role';
import { basicPermissionsOf } from '../roles/permissionGrants';
import { rolesOf } from '../roles/rolesOf';

/**
 * Explains what {@link Customer360PermissionPolicy} decides, from the same
 * roles.
 *
 * @public
 */
export class RoleAccessExplainer implements AccessExplainer {
  readonly #model: RoleModel;
  readonly #roles: readonly RoleDescription[];

  constructor(model: RoleModel) {
    this.#model = model;
    // What a tier implies is given as much as what config names.
    this.#roles = model.roles.map(role => ({
      ...role,
      permissions: [...basicPermissionsOf(role)].sort(),
    }));
  }

  whoMaySee({ label, level, section }: AccessQuestion): string {
    const full = sectionFullPermission(section as SectionId).name;
    const summary = sectionSummaryPermission(section as SectionId).name;
    const needed =
      label === undefined
        ? [level === 'full' ? full : summary]
        : [labelPermission(label).name, full];
    const everybody: string[] = [];
    const own: string[] = [];
    for (const { name, scopes } of this.#model.roles) {
      const gives = (scope: Scope) => {
        const grant = scopes[scope];
        const names = grant && tierPermissions(grant);
        return names !== undefined && needed.every(it => names.has(it));
      };
      if (gives('others')) {
        everybody.push(name);
      } else if (gives('own') || gives('team')) {
        own.push(name);
      }
    }
    const who = [
      ...(own.length > 0
        ? [`the account's own people among ${list(own)}`]
        : []),
      ...(everybody.length > 0 ? [`everybody who is ${list(everybody)}`] : []),
    ];
    return who.length > 0
      ? `Shown to ${who.join(', and to ')}`
      : "No role shows it; ask the account's owner";
  }

  roles(): readonly RoleDescription[] {
    return this.#roles;
  }

  reasonsOf(
    { ownershipRefs, userRef }: PersonClaims,
    customer: CustomerEntity,
  ): RoleReason[] {
    const scope = this.#scopeOf(userRef, customer);
    return rolesOf(this.#model, ownershipRefs).flatMap(({ name, scopes }) => {
      const grant = scopes[scope];
      return grant
        ? [{ via: 'role' as const, role: name, scope, ...grant }]
        : [];
    });
  }

  #scopeOf(userRef: string, { relations = [] }: CustomerEntity): Scope {
    const owners = new Set(
      relations
        .filter(({ type }) => type === RELATION_OWNED_BY)
        .map(({ targetRef }) => targetRef),
    );
    if (owners.has(userRef)) {
      return 'own';
    }
    const led = this.#model.ledGroups.get(userRef) ?? [];
    return led.some(group => owners.has(group)) ? 'team' : 'others';
  }
}

/** `csm, csm-manager or finance-analyst` */
function list(names: readonly string[]): string {
  const last = names[names.length - 1];
  return names.length > 1
    ? `${names.slice(0, -1).join(', ')} or ${last}`
    : last;
}
