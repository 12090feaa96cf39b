import type { Grant } from '@customer-360/backstage-plugin-customer-360-common';

/** Tells people of what happened to grants, through the portal. */
export interface GrantNotices {
  /**
   * That somebody opened a customer without asking.
   *
   * @param ownerRefs - who has to know: users, and groups, who are not told the
   *   reason, since not all of a group may see the customer
   * @throws Error when it could not be told: it is tried again
   */
  brokeGlass(grant: Grant, ownerRefs: readonly string[]): Promise<void>;

  /**
   * The same of a customer that nobody else owns, to those who decide about
   * access. False where nobody is known to.
   *
   * @throws Error when it could not be told: it is tried again
   */
  brokeGlassUnowned(grant: Grant): Promise<boolean>;

  /**
   * That somebody asks for more, to those who may decide about it as far as they
   * are known. Never rejects.
   */
  asked(grant: Grant): Promise<void>;

  /** Whoever asked is told what came of it. Never rejects. */
  decided(grant: Grant): Promise<void>;
}
