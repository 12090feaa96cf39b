import type { Entity } from '@backstage/catalog-model';

/** @public */
export const CUSTOMER_KIND = 'Customer';

/** @public */
export const CUSTOMER_API_VERSION = 'customer-360/v1alpha1';

/** @public */
export const CUSTOMER_LIFECYCLES = [
  'prospect',
  'onboarding',
  'active',
  'churned',
] as const;

/** @public */
export type CustomerLifecycle = (typeof CUSTOMER_LIFECYCLES)[number];

/**
 * An account of the company that runs the portal. Its name is opaque and its
 * title is what people read; nothing that changes daily is in it.
 *
 * @public
 */
export interface CustomerEntity extends Entity {
  apiVersion: typeof CUSTOMER_API_VERSION;
  kind: typeof CUSTOMER_KIND;
  spec: {
    /** Ref of a group or user; kind Group where it is left out. */
    owner: string;
    /** People of ours who look after the account. */
    team?: Array<{ role: string; ref: string }>;
    segment?: string;
    lifecycle: CustomerLifecycle;
    /** Ref of the parent account, a Customer as well. */
    parent?: string;
  };
}

/** @public */
export function isCustomerEntity(entity: Entity): entity is CustomerEntity {
  return (
    entity.kind.toLowerCase() === CUSTOMER_KIND.toLowerCase() &&
    entity.apiVersion === CUSTOMER_API_VERSION
  );
}
