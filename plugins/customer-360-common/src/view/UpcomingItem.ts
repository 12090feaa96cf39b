import type { Money } from '../facets/money';

/** @public */
export const UPCOMING_KINDS = [
  'renewal',
  'contract_end',
  'notice_deadline',
  'trial_end',
  'subscription_end',
  'plan_change',
  'deal_close',
  'meeting',
] as const;

/** Something dated that is to come. @public */
export interface UpcomingItem {
  kind: (typeof UPCOMING_KINDS)[number];
  /** `YYYY-MM-DD` */
  day: string;
  /** The instant, where the source knows one. */
  at?: string;
  /** What the source calls it; absent where the reader may not read it. */
  title?: string;
  amount?: Money;
  /** Title of the source, several by comma. */
  source: string;
  url?: string;
}
