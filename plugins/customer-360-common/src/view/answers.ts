import type { Label } from '../access/labels';
import type { FacetId, FacetSummaryMap } from '../facets/facetDefinitions';
import type { Money } from '../facets/money';
import type { FacetState, UnavailableReason } from './FacetView';
import type { UpcomingItem } from './UpcomingItem';

/** The six tiles, in the order of the page. @public */
export const ANSWER_IDS = [
  'pays',
  'renews',
  'uses',
  'relationship',
  'threads',
  'next',
] as const;

/** @public */
export type AnswerId = (typeof ANSWER_IDS)[number];

/** Why an input of an answer is not in it. @public */
export interface MissingInput {
  facet: FacetId;
  state: FacetState;
  reason?: UnavailableReason;
  /** Titles of the sources that did not give it. */
  sources?: string[];
  /** With `unknown`, where observation began later: its first day. */
  observedSince?: string;
  label?: Label;
  whoMaySee?: string;
}

/** Where an answer comes from and how old it is: the worst of its inputs. @public */
export interface Provenance {
  /** Titles of all the sources of the inputs. */
  sources: string[];
  /** The oldest instant at which an input was true. */
  asOf?: string;
  /** The oldest reading among the inputs. */
  fetchedAt?: string;
  /** True when an input is an older reading, shown because the new one failed. */
  stale: boolean;
}

/** What every answer says of itself. @public */
export interface AnswerBase {
  provenance: Provenance;
  missing: MissingInput[];
}

/** A figure then and now. @public */
export interface Change {
  /** Signed, in the unit of the figure. */
  absolute: number;
  /** Signed percentage, undefined where the figure was zero. */
  percent?: number;
  before: number;
  /** Day of `before`. */
  day: string;
  windowDays: number;
  /** Whose history gave `before`: the source's own, or what was observed of it. */
  basis: 'source' | 'observed';
}

/** Figures that are compared with what they were. @public */
export const CHANGED_FIGURES = [
  'mrr',
  'weeklyActive',
  'seats',
  'health',
  'urgentTickets',
  'csat',
] as const;

/**
 * A figure now, and what it was at the beginning of a window. Without `before`
 * no value is known of then.
 *
 * @public
 */
export interface FigureChange {
  figure: (typeof CHANGED_FIGURES)[number];
  /**
   * A currency (then all values are minor units), `%`, or a scale: `of 5`,
   * `0..100 higher-is-better`. Empty for a count.
   */
  unit: string;
  now: number;
  /** Days in UTC. */
  windowDays: 30 | 90;
  before?: number;
  /** Signed, in the unit of the figure; of a percentage, points. */
  absolute?: number;
  /** Signed percentage; undefined where the figure was zero. */
  percent?: number;
  /** Day of `before`, `YYYY-MM-DD`: that of the window or a few days earlier. */
  day?: string;
  /** Whose history gave `before`: the source's own, or what was observed of it. */
  basis?: 'source' | 'observed';
  /**
   * Set where observation began within the window: `before` is then its first
   * value, and the change one since that day and not one of the window.
   */
  observedSince?: string;
}

/** How the figures of an answer have moved. @public */
export interface AnswerChanges {
  change30d: FigureChange[];
  change90d: FigureChange[];
}

/** @public */
export interface PaysAnswer extends AnswerBase, AnswerChanges {
  /** One per currency; undefined where billing cannot be read. */
  mrr?: Money[];
  arr?: Money[];
  /** Only where both are in one and the same currency. */
  change?: Change & { currency: string };
  history: Array<{ month: string; mrr: Money }>;
  plan?: string;
  overdue?: {
    amounts: Money[];
    count: number;
    oldestDays: number;
    nextAttemptAt?: string;
  };
  failing?: boolean;
  trialEndsAt?: string;
  policy?: string;
}

/** @public */
export interface RenewsAnswer extends AnswerBase {
  /**
   * `renews` and `ends` by contract; `billing_end` a cancelled subscription;
   * `trial_end` a trial; `open_ended` where contracts are known and none ends.
   */
  kind?: 'renews' | 'ends' | 'billing_end' | 'trial_end' | 'open_ended';
  day?: string;
  daysLeft?: number;
  startDay?: string;
  noticeDay?: string;
  noticeDaysLeft?: number;
  annualValue?: Money;
}

/** @public */
export interface UsesAnswer extends AnswerBase, AnswerChanges {
  weeklyActive?: number;
  monthlyActive?: number;
  seats?: number;
  change?: Change;
  lastEventAt?: string;
  /** Days without a qualifying event, from the configured number on. */
  dormantDays?: number;
  featuresAdopted?: number;
  featuresTotal?: number;
  activation?: { activated: boolean; at?: string };
  daily: Array<{ day: string; activeUsers: number }>;
}

/** @public */
export interface RelationshipAnswer extends AnswerBase, AnswerChanges {
  health?: FacetSummaryMap['health'];
  nps?: { score: number; at: string };
  lastTouch?: { at: string; kind: string; person?: string };
  /**
   * Who of ours owns the relationship: a name where a source gives one, else a
   * ref in the catalog.
   */
  owner?: string;
}

/** @public */
export interface ThreadsAnswer extends AnswerBase, AnswerChanges {
  open?: number;
  bySeverity?: FacetSummaryMap['tickets']['bySeverity'];
  oldestOpenDays?: number;
  escalated?: number;
  escalatedRecently?: number;
  slaBreached?: number;
  total?: number;
  satisfaction?: FacetSummaryMap['satisfaction'];
}

/** @public */
export interface NextAnswer extends AnswerBase {
  /** Soonest first, at most five. */
  items: UpcomingItem[];
}

/** @public */
export interface Answers {
  pays: PaysAnswer;
  renews: RenewsAnswer;
  uses: UsesAnswer;
  relationship: RelationshipAnswer;
  threads: ThreadsAnswer;
  next: NextAnswer;
}
