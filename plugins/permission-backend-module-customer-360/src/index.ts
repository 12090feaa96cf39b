/**
 * The ready-made permission policy of Customer 360.
 *
 * @packageDocumentation
 */
export { Customer360PermissionPolicy } from './policy/Customer360PermissionPolicy';
export { readRoleModel } from './roles/readRoleModel';
export {
  SCOPES,
  type Role,
  type RoleModel,
  type Scope,
  type ScopeGrant,
} from './roles/Role';
export { permissionModuleCustomer360 as default } from './module';
