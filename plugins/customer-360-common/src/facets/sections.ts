/** What the page shows as one tab. @public */
export const SECTIONS = [
  'profile',
  'billing',
  'contract',
  'usage',
  'relationship',
  'support',
  'upcoming',
  'finance',
  'marketing',
  'metrics',
] as const;

/** @public */
export type SectionId = (typeof SECTIONS)[number];
