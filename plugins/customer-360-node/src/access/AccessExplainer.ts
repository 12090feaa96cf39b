import type {
  AccessReason,
  CustomerEntity,
  RoleDescription,
} from '@customer-360/backstage-plugin-customer-360-common';

/** What somebody may not see, and of whom. @public */
export interface AccessQuestion {
  readonly customerRef: string;
  /** `spec.owner` of the customer. */
  readonly ownerRef: string;
  readonly section: string;
  /** The least that shows any of it: `full` where there is no summary. */
  readonly level: 'summary' | 'full';
  /** The label that is missing, where it is one. */
  readonly label?: string;
}

/** A person as a token names them. @public */
export interface PersonClaims {
  /** `user:default/mara` */
  readonly userRef: string;
  /** The person's own ref and those of their groups. */
  readonly ownershipRefs: readonly string[];
}

/** A role that lets somebody see something of a customer. @public */
export type RoleReason = Extract<AccessReason, { via: 'role' }>;

/**
 * Says in words who may see what, and why. A policy that is ready-made knows;
 * behind another there are no roles that could be named.
 *
 * Pure: it does no I/O, and it decides nothing.
 *
 * @public
 */
export interface AccessExplainer {
  /**
   * One sentence without a full stop. It must not depend on who asks: it stands
   * in a page that is the same for all people of one access shape.
   */
  whoMaySee(question: AccessQuestion): string;

  /** All roles; undefined where the policy is not one of roles. */
  roles(): readonly RoleDescription[] | undefined;

  /** By which roles somebody sees something of a customer. */
  reasonsOf(person: PersonClaims, customer: CustomerEntity): RoleReason[];
}
