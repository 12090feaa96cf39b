import {
  CUSTOMER_API_VERSION,
  CUSTOMER_KIND,
  type CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';

/** A customer with one id at each of two fake sources. */
export function customerEntity(
  name: string,
  options: {
    owner?: string;
    annotations?: Record<string, string>;
    title?: string;
  } = {},
): CustomerEntity {
  return {
    apiVersion: CUSTOMER_API_VERSION,
    kind: CUSTOMER_KIND,
    metadata: {
      name,
      namespace: 'default',
      title: options.title ?? `Title of ${name}`,
      annotations: {
        'customer-360/domain': `${name}.example`,
        'customer-360/billing': `cus_${name}`,
        'customer-360/desk': `org_${name}`,
        ...options.annotations,
      },
    },
    spec: {
      owner: options.owner ?? 'user:default/mara',
      lifecycle: 'active',
      segment: 'enterprise',
    },
    relations: [
      {
        type: 'ownedBy',
        targetRef: options.owner ?? 'user:default/mara',
      },
    ],
  };
}
