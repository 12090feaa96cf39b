import type { Money } from '../facets/money';
import type { RiskBand } from '../rules/risk';
import type { PortfolioReason, PortfolioSection } from './PortfolioQuery';

/**
 * One customer of the list, as of the figures that were observed last. What the
 * reader may not see is not there, and `hidden` says of which section; what is
 * not known is not there either.
 *
 * @public
 */
export interface PortfolioRow {
  ref: string;
  namespace: string;
  name: string;
  title: string;
  segment?: string;
  lifecycle: string;
  /** Ref of whom it belongs to. */
  owner: string;
  team: Array<{ role: string; ref: string }>;
  /** Sections of which the reader may see nothing of this customer. */
  hidden: PortfolioSection[];
  /** One per currency, minor units a month. */
  mrr?: Money[];
  /** Over 30 days, in one currency alone. */
  mrrChange?: {
    percent?: number;
    absolute: number;
    currency: string;
    day: string;
    tone?: 'down' | 'watch' | 'up';
  };
  renews?: {
    kind: 'renews' | 'ends' | 'billing_end' | 'trial_end' | 'open_ended';
    /** `YYYY-MM-DD` */
    day?: string;
    /** Calendar days from today in UTC. */
    daysLeft?: number;
    noticeDay?: string;
    noticeDaysLeft?: number;
  };
  health?: {
    /** Absent where too few of its parts have data. */
    score?: number;
    max: number;
    higherIsBetter: boolean;
    /** 0 to 1 */
    coverage: number;
  };
  /** Open tickets of the highest severity. */
  severity1?: number;
  dormantDays?: number;
  risk: RiskBand;
  /** Why it stands where it does, the worst first. */
  reasons: PortfolioReason[];
  /** The oldest of the figures shown. ISO 8601 UTC. */
  oldest?: { asOf: string; source: string };
}

/** @public */
export interface PortfolioPage {
  rows: PortfolioRow[];
  /**
   * How many there are, as far as was counted; of what the reader may see and
   * no more.
   */
  total: { count: number; more: boolean };
  nextCursor?: string;
  /**
   * The currency that an order by money goes by, and the day of the rates.
   * Absent where there are none: one currency then comes after the other.
   */
  converted?: { currency: string; ratesOf: string };
  /** One sentence, where nothing can be listed by the reader's rights. */
  closed?: string;
}
