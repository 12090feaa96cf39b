import { customerDomain } from '@customer-360/backstage-plugin-customer-360-common';
import type { ReadableCustomer } from '../access/CustomerAccess';
import type { CustomerIdentity } from '../facets/CustomerIdentity';

/** What a source is told of a customer: nothing of who asks. */
export function identityOf({
  entity,
  ref,
}: Pick<ReadableCustomer, 'entity' | 'ref'>): CustomerIdentity {
  return {
    ref,
    title: entity.metadata.title ?? entity.metadata.name,
    domain: customerDomain(entity),
  };
}
