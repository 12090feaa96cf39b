import { NotAllowedError } from '@backstage/errors';
import {
  accessPermission,
  grantsManagePermission,
  tierPermissions,
  type Grant,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerAccess } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import { grantNotFound } from './grantNotFound';

/** Who may see, give and end which grant. Nobody gives what they do not have. */
export class GrantRules {
  readonly #access: CustomerAccess;

  constructor(options: { access: CustomerAccess }) {
    this.#access = options.access;
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
