import type { Scope } from './scopes';
import type { TierGrant } from './tierPermissions';

/** Who sees and may do what by a role. @public */
export interface RoleDescription {
  readonly name: string;
  /** Refs of users and groups. */
  readonly members: readonly string[];
  /** A scope that is not there is nothing. */
  readonly scopes: Readonly<Partial<Record<Scope, TierGrant>>>;
  /** Names of permissions that are decided once per person. */
  readonly permissions: readonly string[];
}
