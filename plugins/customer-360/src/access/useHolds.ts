import { usePermission } from '@backstage/plugin-permission-react';
import type { BasicPermission } from '@backstage/plugin-permission-common';

/**
 * Whether the reader holds a permission, to show only what they may use. The
 * service decides by itself; no while it is not known.
 *
 * @internal
 */
export function useHolds(permission: BasicPermission): boolean {
  const { allowed, loading } = usePermission({ permission });
  return allowed && !loading;
}
