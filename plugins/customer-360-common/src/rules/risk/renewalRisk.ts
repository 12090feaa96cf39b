import type { CustomerLifecycle } from '../../entity/CustomerEntity';
import type { SectionId } from '../../facets/sections';
import { DEFAULT_RULE_SETTINGS } from '../settings/RuleSettings';
import { dormant } from './dormant';
import { health } from './health';
import { noticeOpen } from './noticeOpen';
import { paymentFailing } from './paymentFailing';
import {
  RISK_RULE_IDS,
  type RiskInput,
  type RiskReading,
  type RiskRule,
  type RiskRuleId,
} from './RiskRule';
import { severityOne } from './severityOne';

/**
 * The worst first; what is not known stands before what is fine, and last are
 * those with whom there is nothing to renew.
 *
 * @public
 */
export const RISK_BANDS = ['high', 'medium', 'unknown', 'low', 'none'] as const;

/** @public */
export type RiskBand = (typeof RISK_BANDS)[number];

/** Each looks at one section alone, so that it can be left out with it. @public */
export const RISK_SECTIONS: Readonly<Record<RiskRuleId, SectionId>> = {
  dormant: 'usage',
  health: 'relationship',
  'severity-1': 'support',
  'payment-failing': 'billing',
  'notice-open': 'contract',
};

const RULES: Readonly<Record<RiskRuleId, RiskRule>> = {
  dormant,
  health,
  'severity-1': severityOne,
  'payment-failing': paymentFailing,
  'notice-open': noticeOpen,
};

/** By rule; without those that have no data. @public */
export type RiskWeights = Partial<Record<RiskRuleId, RiskReading['weight']>>;

/** @public */
export interface RenewalRisk {
  band: RiskBand;
  /** Of what weighs anything. */
  reasons: Array<{ rule: RiskRuleId; text: string }>;
  weights: RiskWeights;
}

/** Two of the ordinary signs are as much as one that is enough by itself. */
const HIGH = 2;
/** With fewer of the rules that have data, nothing bad is no good sign. */
const ENOUGH_RULES = 3;
/** One of these has to be known: whoever pays and is silent may be leaving. */
const SIGNS_OF_LIFE: readonly RiskRuleId[] = ['dormant', 'health'];

/**
 * How likely a renewal is to be lost, by named rules and in words: a probability
 * would be made up.
 *
 * @public
 */
export function renewalRisk(
  input: Omit<RiskInput, 'settings'> & Partial<Pick<RiskInput, 'settings'>>,
): RenewalRisk {
  const settings = input.settings ?? DEFAULT_RULE_SETTINGS;
  const weights: RiskWeights = {};
  const reasons: RenewalRisk['reasons'] = [];
  for (const rule of RISK_RULE_IDS) {
    const reading = RULES[rule]({ ...input, settings });
    if (reading) {
      weights[rule] = reading.weight;
      if (reading.text !== undefined) {
        reasons.push({ rule, text: reading.text });
      }
    }
  }
  return { band: riskBand(weights), reasons, weights };
}

/** The band of what the rules say. @public */
export function riskBand(weights: RiskWeights): RiskBand {
  const known = RISK_RULE_IDS.filter(rule => weights[rule] !== undefined);
  const sum = known.reduce((total, rule) => total + weights[rule]!, 0);
  if (sum > 0) {
    return sum >= HIGH ? 'high' : 'medium';
  }
  return known.length >= ENOUGH_RULES &&
    SIGNS_OF_LIFE.some(rule => known.includes(rule))
    ? 'low'
    : 'unknown';
}

const NOTHING_AGREED: ReadonlySet<string> = new Set<CustomerLifecycle>([
  'prospect',
  'churned',
]);

/**
 * Whether there is anything that could be lost: with who has left, or has not
 * come yet, only where they pay all the same.
 *
 * @param pays - whether they pay anything a month, as far as one may know
 * @public
 */
export function nothingToRenew(lifecycle: string, pays: boolean): boolean {
  return NOTHING_AGREED.has(lifecycle) && !pays;
}
