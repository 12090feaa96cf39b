import type { AccountCandidate } from '@customer-360/backstage-plugin-customer-360-common';
import type {
  LinkCandidate,
  LinkedAccount,
} from '@customer-360/backstage-plugin-customer-360-node';

/** Decides what becomes of accounts that look like a customer. */
export interface CandidateLinker {
  /** With what keeps each from being linked by itself, as it is now. */
  judge(
    sourceId: string,
    customer: LinkedAccount['customer'],
    found: readonly LinkCandidate[],
  ): Promise<readonly AccountCandidate[]>;

  /**
   * Links the one that nothing keeps from it. Never rejects: what cannot be
   * decided is not linked.
   *
   * @returns whether one was
   */
  link(
    sourceId: string,
    customer: LinkedAccount['customer'],
    found: readonly LinkCandidate[],
  ): Promise<boolean>;
}
