import {
  CONTRACT_LIKE_MRR,
  type MrrPolicy,
  type RecurringDiscount,
} from '@customer-360/backstage-plugin-customer-360-common';

/**
 * The contract-like policy with the discounts that config chose. Stripe lets
 * each account decide which discounts lower MRR and does not say by API which.
 */
export function stripeMrrPolicy(
  discounts: ReadonlyArray<RecurringDiscount['duration']>,
): MrrPolicy {
  const chosen = new Set(discounts);
  const usual = CONTRACT_LIKE_MRR.discounts;
  return chosen.size === usual.size && [...chosen].every(one => usual.has(one))
    ? CONTRACT_LIKE_MRR
    : {
        ...CONTRACT_LIKE_MRR,
        name: `contract-like, discounts: ${
          [...chosen].sort().join(' and ') || 'none'
        }`,
        discounts: chosen,
      };
}
