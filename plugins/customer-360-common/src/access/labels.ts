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

/** One of the known labels, or one that a company added by config. @public */
export type Label = (typeof LABELS)[number] | (string & {});

/** How much a person may see or do. @public */
export const TIERS = ['summary', 'full', 'read-write', 'admin'] as const;

/** @public */
export type Tier = (typeof TIERS)[number];
