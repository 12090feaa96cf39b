import type {
  CustomerSource,
  LinkedAccount,
} from '@customer-360/backstage-plugin-customer-360-node';

/**
 * What a reading is kept under. JSON, so that no two lists of parts ever give
 * one text, whatever characters a vendor puts into its ids.
 */
export function facetKey(options: {
  source: CustomerSource;
  account: LinkedAccount;
  linkVersion: string;
  facetId: string;
}): string {
  const { source, account, linkVersion, facetId } = options;
  return JSON.stringify([
    source.id,
    source.credentialScope,
    account.customer.ref,
    account.customer.domain ?? '',
    account.id,
    linkVersion,
    facetId,
  ]);
}
