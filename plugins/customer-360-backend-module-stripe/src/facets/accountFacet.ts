import {
  toShortText,
  type AccountData,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetReader } from '@customer-360/backstage-plugin-customer-360-node';
import { Gaps } from '../records/Gaps';
import type { StripeFacetContext } from '../records/StripeFacetContext';

/**
 * The customer's record at Stripe. No domain: the address of a billing contact
 * is often a person's or an agency's.
 */
export function accountFacet({
  source,
  links,
  reader,
}: StripeFacetContext): FacetReader<AccountData> {
  return {
    async read(account, context) {
      const { customer, drift } = await reader(account, context).customer();
      const gaps = new Gaps();
      gaps.addDrift(drift);
      return {
        missing: gaps.missing,
        data: {
          name: customer.name && toShortText(customer.name),
          children: [],
          warnings: [],
          fields: [],
          records: [
            {
              source,
              id: customer.id,
              url: links.customer({ id: customer.id }),
            },
          ],
        },
      };
    },
  };
}
