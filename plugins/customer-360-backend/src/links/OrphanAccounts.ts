import type { Knex } from 'knex';
import type {
  OrphanAccount,
  OrphanReason,
} from '@customer-360/backstage-plugin-customer-360-common';

/** Where a list of orphans goes on: after this one. */
export interface OrphanPosition {
  readonly seenAt: string;
  readonly id: string;
}

/** Remembers accounts that a source named and that are no customer's. */
export interface OrphanAccounts {
  /**
   * For whoever comes upon accounts of which neither our own links nor the
   * catalog know a customer. Seen again, an account is as new as that, within an
   * hour; what is not seen for 90 days is forgotten.
   *
   * @param ids - those linked meanwhile are left out
   * @param tx - where they are to be remembered with something else or not at all
   */
  saw(
    source: string,
    ids: readonly string[],
    reason: OrphanReason,
    tx?: Knex,
  ): Promise<void>;

  /** Seen last come first. */
  list(
    source: string,
    limit: number,
    after?: OrphanPosition,
  ): Promise<readonly OrphanAccount[]>;

  /** They have a customer now. */
  forget(source: string, ids: readonly string[]): Promise<void>;
}
