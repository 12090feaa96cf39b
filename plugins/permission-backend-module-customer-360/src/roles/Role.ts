import type {
  SectionId,
  Tier,
} from '@customer-360/backstage-plugin-customer-360-common';

/** Whose customers: one's own, those of groups one leads, everybody else's. @public */
export const SCOPES = ['own', 'team', 'others'] as const;

/** @public */
export type Scope = (typeof SCOPES)[number];

/** What a role may do with the customers of one scope. @public */
export interface ScopeGrant {
  readonly tier: Tier;
  readonly labels: readonly string[];
  /** Undefined for all sections. */
  readonly sections?: readonly SectionId[];
}

/** @public */
export interface Role {
  readonly name: string;
  /** Entity refs of users and groups. */
  readonly members: readonly string[];
  /** A scope that is not given is nothing. */
  readonly scopes: Readonly<Partial<Record<Scope, ScopeGrant>>>;
  /** Names of permissions that are decided once per person. */
  readonly permissions: readonly string[];
}

/** Roles, and who leads which groups. @public */
export interface RoleModel {
  readonly roles: readonly Role[];
  /** Group refs by the ref of the person who leads them. */
  readonly ledGroups: ReadonlyMap<string, readonly string[]>;
}
