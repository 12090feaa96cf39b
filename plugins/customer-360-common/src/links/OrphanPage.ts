/**
 * How an account without a customer came to be known: a webhook named it, or a
 * bulk read had it.
 *
 * @public
 */
export const ORPHAN_REASONS = ['webhook', 'bulk'] as const;

/** @public */
export type OrphanReason = (typeof ORPHAN_REASONS)[number];

/** An account at a source that is no customer's. @public */
export interface OrphanAccount {
  readonly id: string;
  readonly reason: OrphanReason;
  /** When it was last seen. ISO 8601 UTC. */
  readonly seenAt: string;
}

/** A customer without an account at the source. @public */
export interface OrphanCustomer {
  /** `customer:default/cus-8f3a1c` */
  readonly ref: string;
  readonly namespace: string;
  readonly name: string;
  readonly title: string;
}

/**
 * A page of what is linked to nothing at one source: first the accounts without
 * a customer, then the customers without an account. It may be empty and have a
 * cursor all the same.
 *
 * @public
 */
export interface OrphanPage {
  readonly accounts: readonly OrphanAccount[];
  readonly customers: readonly OrphanCustomer[];
  readonly nextCursor?: string;
}
