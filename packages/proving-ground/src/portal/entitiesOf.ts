import type { Entity } from '@backstage/catalog-model';
import type { PortalOptions } from './PortalOptions';

/** Linked everywhere, however many sources this portal has: others may have more. */
const MAX_SOURCES = 40;

/** People, their groups and the customers, as a portal's catalog has them. */
export function entitiesOf(options: PortalOptions): Entity[] {
  const { customers, people } = options;
  const accounts = [
    ...range(customers).map(at => ({ name: `c${at}`, account: `a${at}` })),
    ...options.namedCustomers,
  ];
  return [
    ...['agents', 'readers', 'specialists', 'outsiders'].map(name => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name },
      spec: { type: 'team', children: [] },
    })),
    ...range(people).map(at => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: `p${at}` },
      spec: {
        profile: { email: `p${at}@proving-ground.example` },
        memberOf: [at % 2 === 0 ? 'agents' : 'readers'],
      },
    })),
    ...['specialist', 'outsider'].map(name => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name },
      spec: { memberOf: [`${name}s`] },
    })),
    ...accounts.map(({ name, account }, at) => ({
      apiVersion: 'customer-360/v1alpha1',
      kind: 'Customer',
      metadata: {
        name,
        title: `Customer ${at}`,
        annotations: {
          'customer-360/domain': `c${at}.example`,
          ...Object.fromEntries(
            range(MAX_SOURCES).map(source => [
              `customer-360/s${source}`,
              account,
            ]),
          ),
        },
      },
      spec: {
        owner: `user:default/p${people > 0 ? at % people : 0}`,
        segment: options.segments[at % options.segments.length],
        lifecycle: 'active',
      },
    })),
  ];
}

function range(length: number): number[] {
  return Array.from({ length }, (_, at) => at);
}
