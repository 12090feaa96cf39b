import type { LiveGrant } from '@customer-360/backstage-plugin-customer-360-common';

/** All grants that are live, and what tells this answer from another. */
export interface LiveGrants {
  readonly version?: string;
  readonly grants: readonly LiveGrant[];
}

/** Where the live grants come from. */
export interface LiveGrantsReader {
  /**
   * @param known - version of the answer that is known already
   * @throws Error when they cannot be read
   */
  read(known?: string): Promise<LiveGrants | 'unchanged'>;
}
