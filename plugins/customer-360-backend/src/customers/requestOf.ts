import { customerDomain } from '@customer-360/backstage-plugin-customer-360-common';
import type { ReadableCustomer } from '../access/CustomerAccess';
import type { CustomerIdentity } from '../facets/CustomerIdentity';
import type { CustomerLinks, LinkResolver } from '../links/LinkResolver';

/** What the engine is told of a customer: nothing of who asks. */
export function requestOf(
  { entity, ref }: ReadableCustomer,
  links: LinkResolver,
): { customer: CustomerIdentity; links: CustomerLinks } {
  return {
    customer: {
      ref,
      title: entity.metadata.title ?? entity.metadata.name,
      domain: customerDomain(entity),
    },
    links: links.linksOf(entity),
  };
}
