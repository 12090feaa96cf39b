import type { LiveGrant } from '@customer-360/backstage-plugin-customer-360-common';

/**
 * The live grants as they were a moment ago. Asked with every permission of
 * every request, so it does no I/O.
 *
 * @public
 */
export interface GrantSnapshot {
  /**
   * Of one person, those that are not over. None where it is not known for sure
   * what is live.
   *
   * @param userRef - `user:default/sam`
   */
  of(userRef: string): readonly LiveGrant[];
}

/** A portal without grants. @public */
export const noGrants: GrantSnapshot = { of: () => [] };
