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
}

/** @public */
export interface PaysAnswer extends AnswerBase {
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
export interface UsesAnswer extends AnswerBase {
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
export interface RelationshipAnswer extends AnswerBase {
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
export interface ThreadsAnswer extends AnswerBase {
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
