import type {
  CustomerSource,
  LinkedAccount,
} from '@customer-360/backstage-plugin-customer-360-node';
import { createHash } from 'node:crypto';

/** One account of a customer at one source. */
export interface FacetUnit {
  readonly source: CustomerSource;
  readonly account: LinkedAccount;
  /** Changes with the ids linked at the source. */
  readonly linkVersion: string;
}

/**
 * What a unit's readings are kept under; a facet's id is added to it. It begins
 * with the credential's scope. The rest is a hash over JSON, so that no two
 * lists of parts ever give one key, whatever characters a vendor puts into its
 * ids, and stands in braces: a clustered store keeps one unit in one place.
 */
export function unitKey({ source, account, linkVersion }: FacetUnit): string {
  const parts = JSON.stringify([
    source.id,
    source.credentialScope,
    account.customer.ref,
    account.customer.domain ?? '',
    account.id,
    linkVersion,
  ]);
  const hash = createHash('sha256').update(parts).digest('base64url');
  return `${source.credentialScope}:{${hash}}`;
}

export function facetKey(unit: string, facetId: string): string {
  return `${unit}:${facetId}`;
}
