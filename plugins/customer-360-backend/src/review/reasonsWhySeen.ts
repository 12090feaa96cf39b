import type {
  AccessReason,
  CustomerEntity,
  LiveGrant,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  AccessExplainer,
  PersonClaims,
} from '@customer-360/backstage-plugin-customer-360-node';
import { grantReason } from './grantReason';
import { rolesHeld } from './rolesHeld';

/**
 * By what somebody sees a customer. A grant adds to what a role shows: to
 * somebody without any role it shows nothing. Behind a policy that is not one of
 * roles, only grants are known. Pure.
 *
 * @param granted - live grants of this person that cover the customer
 */
export function reasonsWhySeen(
  explainer: AccessExplainer,
  person: PersonClaims,
  entity: CustomerEntity,
  granted: readonly LiveGrant[] = [],
): AccessReason[] {
  const roles = explainer.roles();
  const counts = roles === undefined || rolesHeld(person, roles).length > 0;
  return [
    ...explainer.reasonsOf(person, entity),
    ...(counts ? granted.map(grantReason) : []),
  ];
}
