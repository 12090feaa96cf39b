import {
  SourceError,
  type LinkedAccount,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import { rowsIfConfigured, type FacetContext } from './FacetContext';

/**
 * The account itself, read once per view however many facets need it: without it
 * no query could tell an account that has nothing from one that is not there.
 *
 * @throws SourceError `not_found` when there is no such account
 */
export async function knownAccount(
  facet: FacetContext,
  account: LinkedAccount,
  context: SourceContext,
) {
  const result = await rowsIfConfigured(facet, 'account', account, context);
  if (result.rows.length === 0) {
    throw new SourceError('not_found');
  }
  if (result.truncated) {
    // Two accounts with one id: whichever we showed could be the wrong one.
    throw new SourceError('identity_mismatch');
  }
  return { row: result.rows[0], raw: result.raw[0], missing: result.missing };
}
