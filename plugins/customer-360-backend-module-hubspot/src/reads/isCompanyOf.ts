import {
  isOwnedBy,
  type LinkedAccount,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { HubspotRecord } from '../api/wire';
import type { HubspotConfig } from '../config/HubspotConfig';
import { ownerOf } from './ownerOf';

/**
 * Whether nothing in the company speaks against it being the customer.
 *
 * @internal
 */
export function isCompanyOf(
  company: HubspotRecord,
  customer: LinkedAccount['customer'],
  config: HubspotConfig,
): boolean {
  const owner = ownerOf(company, config);
  return owner === undefined || isOwnedBy(owner, customer);
}
