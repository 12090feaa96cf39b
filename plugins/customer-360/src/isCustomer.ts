import type { Entity } from '@backstage/catalog-model';
import { isCustomerEntity } from '@customer-360/backstage-plugin-customer-360-common';

/** Condition for `EntitySwitch`: the entity is a Customer. @public */
export function isCustomer(entity: Entity): boolean {
  return isCustomerEntity(entity);
}
