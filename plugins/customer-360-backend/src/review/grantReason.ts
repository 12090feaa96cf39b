import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  AccessReason,
  CustomerEntity,
  LiveGrant,
} from '@customer-360/backstage-plugin-customer-360-common';

/** A grant as a reason. Pure. */
export function grantReason(
  grant: LiveGrant,
): Extract<AccessReason, { via: 'grant' }> {
  const { breakGlass, expiresAt, id, labels, sections, tier } = grant;
  return {
    via: 'grant',
    grant: id,
    expiresAt,
    breakGlass,
    tier,
    labels,
    ...(sections && { sections }),
  };
}

/** Whether a grant is for this customer. Pure. */
export function covers(
  { scope }: LiveGrant,
  customer: CustomerEntity,
): boolean {
  return scope.kind === 'customer'
    ? scope.ref === stringifyEntityRef(customer)
    : scope.segment.toLocaleLowerCase('en-US') ===
        customer.spec.segment?.toLocaleLowerCase('en-US');
}
