import type { CandidateRule, LinkConfidence, LinkRule } from './LinkRule';

/** An account at a source that a customer is read from. @public */
export interface AccountLink {
  /** Id at the source. */
  readonly id: string;
  readonly rule: LinkRule;
  readonly confidence: LinkConfidence;
  /** ISO 8601 UTC; left out for an annotation, which the catalog dates. */
  readonly since?: string;
  /** Ref of the person; left out for what was linked by itself. */
  readonly by?: string;
  readonly reason?: string;
}

/**
 * Why a candidate is not linked by itself. `several`: there are more of them.
 * `elsewhere`: another customer is linked to it. `shared_domain`: another
 * customer has the same domain. `public_domain`: everybody has addresses there.
 * `undone`: somebody has undone this very link.
 *
 * @public
 */
export const LINK_OBSTACLES = [
  'several',
  'elsewhere',
  'shared_domain',
  'public_domain',
  'undone',
] as const;

/** @public */
export type LinkObstacle = (typeof LINK_OBSTACLES)[number];

/** An account that looks like a customer. @public */
export interface AccountCandidate {
  readonly id: string;
  readonly rule: CandidateRule;
  /** Left out for one that is being linked. */
  readonly obstacle?: LinkObstacle;
}

/** What one source knows of a customer. @public */
export interface SourceLinks {
  readonly source: string;
  readonly title: string;
  /** At most 20 are read. */
  readonly links: readonly AccountLink[];
  /** At most ten; only where nothing is linked. */
  readonly candidates: readonly AccountCandidate[];
}

/** What was done to a link. @public */
export const LINK_ACTS = [
  'linked',
  'confirmed',
  'forced',
  'undone',
  'yielded',
] as const;

/**
 * `linked` by itself; `confirmed` by a person; `forced` where another customer
 * is linked to the same account; `undone`; `yielded` by itself, since another
 * customer's entity is annotated with the account.
 *
 * @public
 */
export type LinkAct = (typeof LINK_ACTS)[number];

/** How a link stood before or after a step. @public */
export interface LinkStanding {
  readonly state: 'confirmed' | 'undone';
  readonly rule: LinkRule;
  readonly confidence: LinkConfidence;
}

/** @public */
export interface LinkHistoryEntry {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly source: string;
  readonly id: string;
  readonly act: LinkAct;
  /** Ref of the person; left out for what was done by itself. */
  readonly by?: string;
  readonly reason?: string;
  /** Left out where there was none. */
  readonly before?: LinkStanding;
  readonly after: LinkStanding;
}

/** The identity of a customer: which accounts it is, and why. @public */
export interface CustomerLinksView {
  /** Every source, in the order of config. */
  readonly sources: readonly SourceLinks[];
  /** The newest first, at most 100. */
  readonly history: readonly LinkHistoryEntry[];
}
