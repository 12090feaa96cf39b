/**
 * Restricted sensitivity of a facet, a field or a record, on top of the tier.
 * A company adds its own by config; these are the ones we know.
 *
 * @public
 */
export const LABELS = [
  'contract',
  'sales',
  'notes',
  'revenue',
  'compensation',
] as const;

/** @public */
export type Label = (typeof LABELS)[number];

/** How much a person may see or do. @public */
export const TIERS = ['summary', 'full', 'read-write', 'admin'] as const;

/** @public */
export type Tier = (typeof TIERS)[number];
