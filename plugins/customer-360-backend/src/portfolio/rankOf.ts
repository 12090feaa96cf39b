import {
  nothingToRenew,
  PORTFOLIO_SECTIONS,
  RISK_BANDS,
  RISK_RULE_IDS,
  RISK_SECTIONS,
  riskBand,
  type PortfolioSection,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { PortfolioKeys } from './PortfolioKeys';
import { has, type SectionMask } from './sectionMask';

/** After all days and currencies there are. */
const NEVER = 2_147_483_647;
const NO_CURRENCY = '~';

/** Where a customer stands for whoever may see these sections, and no others. */
export interface PortfolioRank {
  /** 0 is the highest risk. */
  readonly band: number;
  readonly currency: string;
  /** Below zero, so that most comes first. */
  readonly money: number;
  readonly day: number;
  readonly renewsDay?: number;
  readonly oldest?: string;
}

/** Pure: of a section that is not in the mask nothing is looked at. */
export function rankOf(
  keys: Pick<
    PortfolioKeys,
    | 'lifecycle'
    | 'weights'
    | 'money'
    | 'pays'
    | 'contractDay'
    | 'billingDay'
    | 'oldest'
  >,
  mask: SectionMask,
): PortfolioRank {
  const weights = Object.fromEntries(
    RISK_RULE_IDS.filter(rule =>
      has(mask, RISK_SECTIONS[rule] as PortfolioSection),
    ).map(rule => [rule, keys.weights[rule]]),
  );
  const billing = has(mask, 'billing');
  const money = billing ? keys.money : undefined;
  const renewsDay =
    (has(mask, 'contract') ? keys.contractDay : undefined) ??
    (billing ? keys.billingDay : undefined);
  const [oldest] = PORTFOLIO_SECTIONS.flatMap(section =>
    has(mask, section) ? keys.oldest[section] ?? [] : [],
  ).sort();
  return {
    band: RISK_BANDS.indexOf(
      nothingToRenew(keys.lifecycle, billing && keys.pays)
        ? 'none'
        : riskBand(weights),
    ),
    currency: money?.currency ?? NO_CURRENCY,
    money: money ? -money.mrr : 0,
    day: renewsDay ?? NEVER,
    renewsDay,
    oldest,
  };
}
