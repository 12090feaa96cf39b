import type { RiskBand, RiskRuleId } from '../rules/risk';
import type { SectionId } from '../facets/sections';

/**
 * What the list of customers can be put in order by. `risk` is money at risk:
 * band, then monthly revenue, then date.
 *
 * @public
 */
export const PORTFOLIO_SORTS = [
  'risk',
  'name',
  'owner',
  'mrr',
  'mrrChange',
  'renews',
  'notice',
  'health',
  'coverage',
  'severity1',
  'oldest',
] as const;

/** @public */
export type PortfolioSort = (typeof PORTFOLIO_SORTS)[number];

/** @public */
export const SORT_DIRECTIONS = ['asc', 'desc'] as const;

/** @public */
export type SortDirection = (typeof SORT_DIRECTIONS)[number];

/** What the list is narrowed to; all of it has to hold. @public */
export interface PortfolioFilter {
  /** The reader's own alone. */
  mine?: boolean;
  /** Part of the name, the domain or the id. */
  text?: string;
  segment?: string;
  lifecycle?: string;
  /** `user:default/mara`: who owns them or is in their team. */
  owner?: string;
  risk?: RiskBand[];
  /** Ends or renews within so many days from today, in UTC. */
  renewsWithinDays?: number;
  /** Notice has to be given within so many days. */
  noticeWithinDays?: number;
  /** Without use of the product for so many days at the least. */
  dormantDays?: number;
  /** With something of the highest severity open. */
  severity1?: boolean;
}

/** @public */
export interface PortfolioQuery {
  filter?: PortfolioFilter;
  /** `risk` when left out. */
  sort?: PortfolioSort;
  /** Of `risk` there is one order alone. */
  direction?: SortDirection;
  cursor?: string;
  /** 1 to 200; 50 when left out. */
  limit?: number;
}

/** A column that needs a section. @public */
export const PORTFOLIO_SECTIONS = [
  'billing',
  'contract',
  'usage',
  'relationship',
  'support',
] as const satisfies readonly SectionId[];

/** @public */
export type PortfolioSection = (typeof PORTFOLIO_SECTIONS)[number];

/** Why a customer stands where it does. @public */
export interface PortfolioReason {
  /** Of a rule of renewal risk, or of an indicator. */
  rule: RiskRuleId | string;
  text: string;
}
