import type { Grant } from '@customer-360/backstage-plugin-customer-360-common';

/** What somebody asks to see, for how long and why. */
export type GrantRequest = Pick<
  Grant,
  'scope' | 'tier' | 'labels' | 'sections' | 'reason' | 'expiresAt'
>;
