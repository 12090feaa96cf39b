import { NotAllowedError } from '@backstage/errors';
import {
  accessPermission,
  grantsManagePermission,
  tierPermissions,
  type Grant,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerAccess } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { Clock } from '../clock/SharedClock';
import { grantNotFound } from './grantNotFound';
import type { GrantStore } from './GrantStore';
import { ownExceptionAgainst } from './ownExceptionAgainst';

/** Longer than anything goes by a grant that has ended. */
const STILL_FELT_MS = 10_000;
/** Far more than anybody has. */
const MAX_OWN = 1_000;

/** Who may see, give and end which grant. Nobody gives what they do not have. */
export class GrantRules {
  readonly #access: CustomerAccess;
  readonly #store: Pick<GrantStore, 'heldSince'>;
  readonly #clock: Clock;

  constructor(options: {
    access: CustomerAccess;
    store: Pick<GrantStore, 'heldSince'>;
    clock: Clock;
  }) {
    this.#access = options.access;
    this.#store = options.store;
    this.#clock = options.clock;
  }

  /** Who decides sees what is asked of customers that they may see. */
  async sees(reader: Reader, { scope }: Grant): Promise<boolean> {
    return this.#access.holds(reader, scope, new Set());
  }

  /**
   * @param find - the grant, once it is sure that the reader decides about any
   * @throws NotFoundError when there is none, or the customer is hidden
   * @throws NotAllowedError for one's own, and for what one does not hold
   */
  async toDecide(
    reader: Reader,
    decision: 'approve' | 'refuse',
    find: () => Promise<Grant | undefined>,
  ): Promise<Grant> {
    await this.#access.require(reader, grantsManagePermission);
    const grant = await find();
    if (!grant || !(await this.sees(reader, grant))) {
      throw grantNotFound();
    }
    if (grant.person === reader.userRef) {
      throw new NotAllowedError('Nobody decides about their own request');
    }
    if (decision === 'approve' && !(await this.#mayGive(reader, grant))) {
      throw new NotAllowedError(
        'You can give no more than you may see yourself. Somebody who sees all that is asked for can approve it.',
      );
    }
    if (decision === 'approve') {
      await this.#assertNotHandedOn(reader, grant);
    }
    return grant;
  }

  /**
   * @param find - the grant, once it is sure that the reader may use any
   * @throws NotFoundError when there is none, or it is not for the reader
   */
  async toRevoke(
    reader: Reader,
    find: () => Promise<Grant | undefined>,
  ): Promise<Grant> {
    await this.#access.require(reader, accessPermission);
    const grant = await find();
    if (!grant || !(await this.#mayRevoke(reader, grant))) {
      throw grantNotFound();
    }
    return grant;
  }

  async #assertNotHandedOn({ userRef }: Reader, grant: Grant): Promise<void> {
    const after = new Date(this.#clock.now() - STILL_FELT_MS).toISOString();
    const own = await this.#store.heldSince(userRef, after, MAX_OWN);
    const against = ownExceptionAgainst(own, grant);
    if (against) {
      throw new NotAllowedError(
        `You have an exception for it yourself, ${
          against.breakGlass
            ? 'from an emergency'
            : `which ends on ${against.expiresAt}`
        }, and that is not handed on. Nothing was decided. Somebody who sees it without an exception can approve it, or the request can be made for a shorter time.`,
      );
    }
  }

  async #mayGive(reader: Reader, grant: Grant): Promise<boolean> {
    return this.#access.holds(reader, grant.scope, tierPermissions(grant));
  }

  async #mayRevoke(reader: Reader, grant: Grant): Promise<boolean> {
    return (
      grant.person === reader.userRef ||
      ((await this.#access.mayDo(reader, grantsManagePermission)) &&
        (await this.sees(reader, grant)))
    );
  }
}
