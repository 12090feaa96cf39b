import type {
  PortfolioSection,
  RiskWeights,
} from '@customer-360/backstage-plugin-customer-360-common';

/** What a customer is listed by; nobody is shown any of it. */
export interface PortfolioKeys {
  readonly ref: string;
  readonly nameKey: string;
  readonly searchText: string;
  readonly segment?: string;
  readonly lifecycle: string;
  readonly ownerKey: string;
  /** Refs of all to whom it belongs. */
  readonly owners: readonly string[];
  /** In one currency: converted where there are rates. Minor units a month. */
  readonly money?: { readonly currency: string; readonly mrr: number };
  /** Whether they pay anything a month, in whatever currency. */
  readonly pays: boolean;
  /** Of 10,000, over 30 days. */
  readonly mrrChange?: number;
  /** Days since 1970-01-01. */
  readonly contractDay?: number;
  readonly billingDay?: number;
  readonly noticeDay?: number;
  readonly lastEventDay?: number;
  /** Of 1,000 on its scale; more is better. */
  readonly health?: number;
  /** Of 1,000. */
  readonly coverage?: number;
  readonly severity1?: number;
  readonly weights: RiskWeights;
  /** When the oldest of each section's figures was true. ISO 8601 UTC. */
  readonly oldest: Partial<Record<PortfolioSection, string>>;
}

/** Of what keys were made: where it is still the same, so are they. */
export interface PortfolioVersion {
  readonly entity: string;
  /** Days pass, and rules count them. `YYYY-MM-DD` */
  readonly day: string;
}
