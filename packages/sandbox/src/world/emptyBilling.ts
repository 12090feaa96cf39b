import type { BillingBlueprint } from './Blueprint.ts';

/** A company that never bought anything. */
export const EMPTY_BILLING: BillingBlueprint = {
  subscriptions: [],
  oneOffs: [],
  refunds: [],
  creditNotes: [],
  credits: [],
  retried: 0,
};
