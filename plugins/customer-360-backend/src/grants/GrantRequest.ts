import type {
  GrantScope,
  GrantTier,
  SectionId,
} from '@customer-360/backstage-plugin-customer-360-common';

/** What somebody asks to see, for how long and why. */
export interface GrantRequest {
  readonly scope: GrantScope;
  readonly tier: GrantTier;
  readonly labels: readonly string[];
  /** Undefined for all sections. */
  readonly sections?: readonly SectionId[];
  readonly reason: string;
  /** ISO 8601 UTC. */
  readonly expiresAt: string;
}
