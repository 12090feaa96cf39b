/**
 * By what an account at a source was found to be a customer's, the strongest
 * first among those that find by themselves. `annotation` stands on the entity,
 * `manual` was said by a person.
 *
 * @public
 */
export const LINK_RULES = [
  'annotation',
  'manual',
  'external_id',
  'metadata',
  'domain',
  'email',
] as const;

/** @public */
export type LinkRule = (typeof LINK_RULES)[number];

/**
 * What a source may find an account by, the strongest first. `external_id`: a
 * field of the vendor's that holds the customer's own id; `metadata`: the same
 * among free keys; `domain`: exactly the customer's domain; `email`: an address
 * of it.
 *
 * @public
 */
export const CANDIDATE_RULES = [
  'external_id',
  'metadata',
  'domain',
  'email',
] as const;

/** @public */
export type CandidateRule = (typeof CANDIDATE_RULES)[number];

/**
 * `certain`: a person has said so. `high`: the vendor's record names the
 * customer. `low`: it only looks like the customer.
 *
 * @public
 */
export const LINK_CONFIDENCES = ['certain', 'high', 'low'] as const;

/** @public */
export type LinkConfidence = (typeof LINK_CONFIDENCES)[number];

/** How sure a link is that was found by the rule. @public */
export function linkConfidence(rule: LinkRule): LinkConfidence {
  switch (rule) {
    case 'annotation':
    case 'manual':
      return 'certain';
    case 'external_id':
    case 'metadata':
      return 'high';
    default:
      return 'low';
  }
}
