import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  customerDomain,
  type CustomerEntity,
  type CustomerHeader,
} from '@customer-360/backstage-plugin-customer-360-common';

/**
 * What the catalog knows of a customer. Not its parent, which is a customer that
 * the reader may not be allowed to see.
 */
export function customerHeader(entity: CustomerEntity): CustomerHeader {
  const { owner, team, segment, lifecycle } = entity.spec;
  const domain = customerDomain(entity);
  return {
    ref: stringifyEntityRef(entity),
    namespace: entity.metadata.namespace ?? 'default',
    name: entity.metadata.name,
    title: entity.metadata.title ?? entity.metadata.name,
    ...(domain !== undefined && { domain }),
    ...(segment !== undefined && { segment }),
    lifecycle,
    owner,
    team: team ?? [],
  };
}
