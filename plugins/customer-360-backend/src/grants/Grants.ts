import type {
  Grant,
  LiveGrant,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Reader } from '../access/Reader';
import type { GrantRequest } from './GrantRequest';

/** Which grants are listed: one's own, or those one may decide about. */
export interface GrantQuery {
  readonly view: 'own' | 'managed';
  readonly limit: number;
  readonly cursor?: string;
}

export interface GrantPage {
  /** The newest first. */
  readonly grants: readonly Grant[];
  readonly nextCursor?: string;
}

export interface GrantDecision {
  readonly decision: 'approve' | 'refuse';
  readonly note?: string;
}

/**
 * Exceptions from the roles. Everything done here is in the ledger before it
 * takes effect, and so is what was refused.
 *
 * All throw NotAllowedError for somebody who may not use Customer 360, and
 * ServiceUnavailableError when rights or ledger cannot be reached.
 */
export interface Grants {
  /**
   * Whether the customer is there is not said: the answer is the same.
   *
   * @throws InputError for an unknown label or an expiry out of range
   * @throws ConflictError when too many of one's requests are open
   */
  ask(reader: Reader, request: GrantRequest): Promise<Grant>;

  /**
   * Takes what is asked for at once, for an hour at most, and tells whoever
   * owns the customer.
   *
   * @throws NotAllowedError without the permission for it
   * @throws InputError for a segment, an unknown label or a longer time
   * @throws NotFoundError when there is no such customer
   */
  breakGlass(reader: Reader, request: GrantRequest): Promise<Grant>;

  /**
   * @throws InputError for a cursor that this list has not given
   * @throws NotAllowedError without the permission to decide, where others'
   *   grants are asked for
   */
  list(reader: Reader, query: GrantQuery): Promise<GrantPage>;

  /**
   * @throws NotFoundError when there is none, or the customer is hidden
   * @throws NotAllowedError for one's own, and for what one does not hold
   * @throws ConflictError when it has been decided already
   */
  decide(reader: Reader, id: string, decision: GrantDecision): Promise<Grant>;

  /**
   * Ends a grant or takes a request back: one's own, or one that one may see
   * as somebody who decides.
   *
   * @throws NotFoundError when there is none, or it is not for the reader
   * @throws ConflictError when there is nothing left to end
   */
  revoke(reader: Reader, id: string): Promise<void>;

  /** For the policy: all that count now. */
  live(): Promise<LiveGrant[]>;
}
