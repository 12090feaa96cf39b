/**
 * The ready-made permission policy of Customer 360.
 *
 * @packageDocumentation
 */
export { RoleAccessExplainer } from './explain/RoleAccessExplainer';
export { noGrants, type GrantSnapshot } from './grants/GrantSnapshot';
export { pollGrants } from './grants/pollGrants';
export { Customer360PermissionPolicy } from './policy/Customer360PermissionPolicy';
export { readRoleModel } from './roles/readRoleModel';
export type { Role, RoleModel } from './roles/Role';
export { permissionModuleCustomer360 as default } from './module';
