import {
  grantsManagePermission,
  type RoleDescription,
} from '@customer-360/backstage-plugin-customer-360-common';

/**
 * Refs of the users and groups whose role may decide about requests; nobody
 * where the portal's policy is not one of roles. Pure.
 */
export function decidersOf(roles: readonly RoleDescription[]): string[] {
  return [
    ...new Set(
      roles
        .filter(({ permissions }) =>
          permissions.includes(grantsManagePermission.name),
        )
        .flatMap(({ members }) => members),
    ),
  ];
}
