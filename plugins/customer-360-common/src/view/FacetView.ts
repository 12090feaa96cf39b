import type { Label } from '../access/labels';
import type { CandidateRule } from '../links/LinkRule';
import type {
  FacetDataMap,
  FacetId,
  FacetSummaryMap,
} from '../facets/facetDefinitions';

/** Why a source gave nothing: a closed set, never the vendor's own words. @public */
export const UNAVAILABLE_REASONS = [
  'timeout',
  'rate_limited',
  'auth',
  'schema',
  'identity_mismatch',
  'upstream',
  'network',
] as const;

/** @public */
export type UnavailableReason = (typeof UNAVAILABLE_REASONS)[number];

/**
 * What a facet is, per source and as a whole.
 *
 * - `ok`: read, whole and fresh
 * - `partial`: read, with some records, fields or pages missing
 * - `stale`: an older reading, because a new one is late, failed, or being read
 * - `empty`: read, and there is nothing: good news
 * - `unlinked`: no id of this customer at the source
 * - `denied`: the reader may not see it
 * - `unavailable`: not read, and no usable older reading
 * - `unconfigured`: no source is set up that fills it
 * - `unknown`: of a past day: nothing was observed then
 * - `no_access`: the vendor hides it from our own account; never shown as empty
 *
 * @public
 */
export type FacetState =
  | 'ok'
  | 'partial'
  | 'stale'
  | 'empty'
  | 'unlinked'
  | 'denied'
  | 'unavailable'
  | 'unconfigured'
  | 'unknown'
  | 'no_access';

/** One source's part in a facet. @public */
export interface FacetSourceView {
  /** Source id: `stripe`, `stripe-us` … */
  id: string;
  /** What a person calls it: "Stripe". */
  title: string;
  state: Exclude<FacetState, 'denied' | 'unconfigured' | 'unknown'>;
  /** With `unlinked`, why nobody could look whether there is an account. */
  reason?: UnavailableReason;
  /**
   * True while what is shown is older and being read again, or an account is
   * looked for or has just been linked: ask once more.
   */
  renewing?: boolean;
  /** When we read it. ISO 8601 UTC. */
  fetchedAt?: string;
  /** When it was true at the source. ISO 8601 UTC. */
  asOf?: string;
  /** Until when the reading counts as fresh. ISO 8601 UTC. */
  freshUntil?: string;
  /** True when the source has more than was read. */
  truncated?: boolean;
  /** What is missing from a partial reading, in our words. */
  missing?: string[];
  /** Ids that look like this customer, where none is linked. */
  candidates?: string[];
  /**
   * By what the account was found, the least certain where there are several;
   * absent where a person has said whose it is.
   */
  foundBy?: CandidateRule;
}

/** What every readable facet says of itself. @public */
export interface FacetViewBase {
  state: FacetState;
  sources: FacetSourceView[];
}

/** Who may see what a label hides. @public */
export interface LabelKeeper {
  label: Label;
  /** One sentence. */
  whoMaySee: string;
}

/** All of it, less what `redacted` names. @public */
export interface FullFacetView<F extends FacetId = FacetId>
  extends FacetViewBase {
  level: 'full';
  /** Absent while there is no reading to show. */
  data?: FacetDataMap[F];
  /** The projection answers are made of; present whenever `data` is. */
  summary?: FacetSummaryMap[F];
  /** Labels of fields that were taken out. */
  redacted?: Label[];
  /** Who may see what was taken out, for each label of `redacted`. */
  keepers?: LabelKeeper[];
}

/** The summary projection, all that this person may see of it. @public */
export interface SummaryFacetView<F extends FacetId = FacetId>
  extends FacetViewBase {
  level: 'summary';
  summary?: FacetSummaryMap[F];
  /** With `unknown`, where observation began later: its first day. */
  observedSince?: string;
  /** The label alone that is missing for the rest, where it is one. */
  label?: Label;
  /** One sentence on who may see the rest, where a label is missing. */
  whoMaySee?: string;
}

/** Nothing: the reader may not see it, and who may is said. @public */
export interface DeniedFacetView {
  level: 'none';
  state: 'denied';
  label?: Label;
  whoMaySee: string;
  sources: [];
}

/** @public */
export type FacetView<F extends FacetId = FacetId> =
  | FullFacetView<F>
  | SummaryFacetView<F>
  | DeniedFacetView;

/** @public */
export type FacetViews = { [F in FacetId]?: FacetView<F> };
