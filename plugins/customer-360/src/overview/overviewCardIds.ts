/**
 * The cards of the overview, in the order of the page.
 *
 * @public
 */
export const OVERVIEW_CARD_IDS = [
  'billing',
  'threads',
  'upcoming',
  'profile',
  'usage',
  'relationship',
] as const;

/** @public */
export type OverviewCardId = (typeof OVERVIEW_CARD_IDS)[number];
