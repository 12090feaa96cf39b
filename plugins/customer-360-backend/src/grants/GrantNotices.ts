import type { Grant } from '@customer-360/backstage-plugin-customer-360-common';

/** Tells people of what happened to grants, through the portal. */
export interface GrantNotices {
  /**
   * That somebody opened a customer without asking.
   *
   * @param ownerRefs - who has to know
   * @throws Error when it could not be told: it is tried again
   */
  brokeGlass(grant: Grant, ownerRefs: readonly string[]): Promise<void>;

  /**
   * That somebody asks for more, to those who may decide about it as far as they
   * are known. Never rejects.
   */
  asked(grant: Grant): Promise<void>;

  /** Whoever asked is told what came of it. Never rejects. */
  decided(grant: Grant): Promise<void>;
}
