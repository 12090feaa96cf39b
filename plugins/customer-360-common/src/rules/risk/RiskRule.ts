import type { ObservedReading } from '../../observations/ObservedReading';
import type { FacetViews } from '../../view/FacetView';
import type { RuleSettings } from '../settings/RuleSettings';

/** The rules, in the order in which their reasons are said. @public */
export const RISK_RULE_IDS = [
  'dormant',
  'health',
  'severity-1',
  'payment-failing',
  'notice-open',
] as const;

/** @public */
export type RiskRuleId = (typeof RISK_RULE_IDS)[number];

/** What a rule looks at: what the reader may see, and nothing else. @public */
export interface RiskInput {
  facets: FacetViews;
  /** Of facets that the reader may not see nothing is taken. */
  past: readonly ObservedReading[];
  now: Date;
  settings: RuleSettings;
}

/**
 * What one rule says: 0 that there is nothing, 1 that there is something, 2 that
 * it is enough by itself.
 *
 * @public
 */
export interface RiskReading {
  weight: 0 | 1 | 2;
  /** A few words; only of what weighs anything: "dormant for 21 days". */
  text?: string;
}

/** One rule. Undefined where it has no data: silence is no good sign. */
export type RiskRule = (input: RiskInput) => RiskReading | undefined;

export const NOTHING: RiskReading = { weight: 0 };
