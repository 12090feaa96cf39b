import type { Entity } from '@backstage/catalog-model';
import type { CustomerEntity } from '@customer-360/backstage-plugin-customer-360-common';

export function customerEntity(
  name: string,
  title: string,
  spec: Partial<CustomerEntity['spec']> = {},
): CustomerEntity {
  return {
    apiVersion: 'customer-360/v1alpha1',
    kind: 'Customer',
    metadata: {
      namespace: 'default',
      name,
      title,
      annotations: {
        'customer-360/domain': `${title
          .toLowerCase()
          .split(' ')[0]
          .replace(/[^a-z]/g, '')}.example`,
        'customer-360/stripe': `cus_${name}`,
      },
    },
    spec: {
      owner: 'group:default/csm-emea',
      segment: 'Enterprise',
      lifecycle: 'active',
      team: [
        { role: 'csm', ref: 'user:default/mara' },
        { role: 'account-executive', ref: 'user:default/jonas' },
      ],
      ...spec,
    },
    relations: [
      { type: 'ownedBy', targetRef: 'group:default/csm-emea' },
      { type: 'ownedBy', targetRef: 'user:default/mara' },
    ],
  };
}

export const brightwaterEntity = customerEntity(
  'cus-8f3a1c',
  'Brightwater Logistics',
  { parent: 'customer:default/cus-11aa0b' },
);

function user(name: string, title: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { namespace: 'default', name, title },
    spec: { profile: { displayName: title }, memberOf: [] },
  };
}

export const fixtureEntities: Entity[] = [
  brightwaterEntity,
  customerEntity('cus-11aa0b', 'Brightwater Group'),
  customerEntity('cus-empty', 'Calder & Finch', {
    segment: 'SMB',
    lifecycle: 'prospect',
  }),
  customerEntity('cus-huge', 'Nordhavn Freight'),
  customerEntity('cus-denied', 'Osprey Dental', { segment: 'SMB' }),
  customerEntity('cus-broken', 'Tallis Energy', { lifecycle: 'onboarding' }),
  user('mara', 'Mara Kessler'),
  user('jonas', 'Jonas Lind'),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { namespace: 'default', name: 'csm-emea', title: 'CSM EMEA' },
    spec: { type: 'team', children: [] },
  },
];
