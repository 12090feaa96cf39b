import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import {
  allLinkedIds,
  customerDomain,
  type CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';

/** @public */
export interface CustomerDocument extends IndexableDocument {
  namespace: string;
  name: string;
  domain: string;
  segment: string;
  lifecycle: string;
  owner: string;
}

/**
 * What search may know of a customer: name, domain and the ids it has in our
 * systems. Never a contact, an amount or a free text: an index is a copy.
 *
 * @public
 */
export function toCustomerDocument(
  entity: CustomerEntity,
  entityRef: string,
): CustomerDocument {
  const { name, namespace = DEFAULT_NAMESPACE, title } = entity.metadata;
  const domain = customerDomain(entity) ?? '';
  const ids = [...allLinkedIds(entity).values()].flat();
  return {
    title: title ?? name,
    text: [title, domain, name, ...ids].filter(Boolean).join(' '),
    location: `/catalog/${encodeURIComponent(
      namespace,
    )}/customer/${encodeURIComponent(name)}`.toLowerCase(),
    namespace,
    name,
    domain,
    segment: entity.spec.segment ?? '',
    lifecycle: entity.spec.lifecycle,
    owner: entity.spec.owner,
    authorization: { resourceRef: entityRef },
  };
}
