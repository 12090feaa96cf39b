import type { GrantScope } from '../grants/Grant';
import type { AccessReason } from './AccessReason';
import type { RoleDescription } from './RoleDescription';

/** Why somebody sees what they see, of one customer. @public */
export interface CustomerAccessView {
  readonly customer: { readonly ref: string; readonly title: string };
  readonly facets: ReadonlyArray<{
    readonly facet: string;
    readonly section: string;
    readonly level: 'full' | 'summary' | 'none';
    /** The label that is missing, where it is one. */
    readonly label?: string;
    /** One sentence. */
    readonly reason: string;
  }>;
  readonly labels: ReadonlyArray<{
    readonly label: string;
    readonly held: boolean;
  }>;
  readonly mayRefresh: boolean;
  /** Roles and grants; empty where the portal's policy is not one of roles. */
  readonly reasons: readonly AccessReason[];
}

/** Who else sees a customer. @public */
export interface CustomerPeople {
  readonly customer: { readonly ref: string; readonly title: string };
  /**
   * False where the portal's policy is not one of roles: then only grants are
   * known.
   */
  readonly rolesKnown: boolean;
  /** By name; those whom several roles or grants let in have several reasons. */
  readonly people: ReadonlyArray<{
    /** `user:default/mara` */
    readonly person: string;
    readonly name?: string;
    readonly reasons: readonly AccessReason[];
  }>;
  /** True where there are more people than are listed. */
  readonly more: boolean;
}

/** What one person may see, of whichever customer. @public */
export interface PersonAccess {
  readonly person: string;
  readonly name?: string;
  readonly rolesKnown: boolean;
  readonly roles: readonly RoleDescription[];
  /** Live ones. */
  readonly grants: ReadonlyArray<
    Extract<AccessReason, { via: 'grant' }> & {
      readonly scope: GrantScope;
    }
  >;
}
