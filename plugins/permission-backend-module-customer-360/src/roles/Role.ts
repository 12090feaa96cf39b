import type { RoleDescription } from '@customer-360/backstage-plugin-customer-360-common';

/** What a company's config says of a role. @public */
export type Role = RoleDescription;

/** Roles, and who leads which groups. @public */
export interface RoleModel {
  readonly roles: readonly Role[];
  /** Group refs by the ref of the person who leads them. */
  readonly ledGroups: ReadonlyMap<string, readonly string[]>;
}
