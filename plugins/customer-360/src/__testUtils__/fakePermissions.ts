import type { PermissionApi } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';

/** Allows what is named, and nothing else. */
export function fakePermissions(names: readonly string[]): PermissionApi {
  return {
    authorize: async ({ permission }) => ({
      result: names.includes(permission.name)
        ? AuthorizeResult.ALLOW
        : AuthorizeResult.DENY,
    }),
  };
}
