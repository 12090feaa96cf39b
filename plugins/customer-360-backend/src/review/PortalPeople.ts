import type { PersonClaims } from '@customer-360/backstage-plugin-customer-360-node';

/** Somebody whom the portal knows. */
export interface PortalPerson extends PersonClaims {
  readonly name?: string;
}

/** The people of the portal. */
export interface PortalPeople {
  /**
   * All of them, at most so many.
   *
   * @throws ServiceUnavailableError when they cannot be read
   */
  all(limit: number): Promise<{ people: PortalPerson[]; more: boolean }>;

  /** Undefined for somebody whom the portal does not know. */
  find(userRef: string): Promise<PortalPerson | undefined>;

  /**
   * Those of them whom the portal knows.
   *
   * @throws ServiceUnavailableError when they cannot be read
   */
  findAll(userRefs: readonly string[]): Promise<PortalPerson[]>;

  /**
   * Direct members of a group, at most so many.
   *
   * @throws ServiceUnavailableError when they cannot be read
   */
  membersOf(groupRef: string, limit: number): Promise<PortalPerson[]>;
}
