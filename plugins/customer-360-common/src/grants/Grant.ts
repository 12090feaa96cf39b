import type { SectionId } from '../facets/sections';

/** What customers a grant is for. @public */
export type GrantScope =
  | {
      readonly kind: 'customer';
      /** `customer:default/cus-8f3a1c` */
      readonly ref: string;
    }
  | {
      readonly kind: 'segment';
      /** `spec.segment` of the customers: `enterprise`. */
      readonly segment: string;
    };

/** What may be granted: to read, never to change. @public */
export const GRANT_TIERS = ['summary', 'full'] as const;

/** @public */
export type GrantTier = (typeof GRANT_TIERS)[number];

/**
 * `live` until `expiresAt`, and `expired` from then on.
 *
 * @public
 */
export const GRANT_STATES = [
  'requested',
  'live',
  'refused',
  'revoked',
  'expired',
] as const;

/** @public */
export type GrantState = (typeof GRANT_STATES)[number];

/** Within what break-glass has to be over, in minutes. @public */
export const BREAK_GLASS_MAX_MINUTES = 60;

/** An exception from the roles, for one person and a time. @public */
export interface Grant {
  readonly id: string;
  /** Who is to see more: `user:default/sam`. */
  readonly person: string;
  readonly scope: GrantScope;
  readonly tier: GrantTier;
  readonly labels: readonly string[];
  /** Undefined for all sections. */
  readonly sections?: readonly SectionId[];
  /** In the person's own words. */
  readonly reason: string;
  readonly state: GrantState;
  /** Taken without asking anybody, in an emergency. */
  readonly breakGlass: boolean;
  /** ISO 8601 UTC, like all times here. */
  readonly requestedAt: string;
  readonly expiresAt: string;
  /** Who approved, refused or revoked it, and when. */
  readonly decidedBy?: string;
  readonly decidedAt?: string;
  /** What they said to it. */
  readonly note?: string;
}

/** What a policy has to know of a grant. @public */
export type LiveGrant = Pick<
  Grant,
  | 'id'
  | 'person'
  | 'scope'
  | 'tier'
  | 'labels'
  | 'sections'
  | 'expiresAt'
  | 'breakGlass'
>;
