import type { AccountCandidate } from '@customer-360/backstage-plugin-customer-360-common';
import type {
  LinkCandidate,
  LinkedAccount,
} from '@customer-360/backstage-plugin-customer-360-node';

/** `undecided`: it could not be found out whether one may be linked. */
export type LinkAttempt = 'linked' | 'none' | 'undecided';

/** Decides what becomes of accounts that look like a customer. */
export interface CandidateLinker {
  /** With what keeps each from being linked by itself, as it is now. */
  judge(
    sourceId: string,
    customer: LinkedAccount['customer'],
    found: readonly LinkCandidate[],
  ): Promise<readonly AccountCandidate[]>;

  /** Links the one that nothing keeps from it. Never rejects. */
  link(
    sourceId: string,
    customer: LinkedAccount['customer'],
    found: readonly LinkCandidate[],
  ): Promise<LinkAttempt>;
}
