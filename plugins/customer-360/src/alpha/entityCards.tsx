import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

/** `entity-card:customer-360/owned` @alpha */
export const ownedCustomersCard = EntityCardBlueprint.make({
  name: 'owned',
  params: {
    filter: { kind: { $in: ['user', 'group'] } },
    type: 'content',
    loader: () =>
      import('../glance/OwnedCustomersCard').then(m => (
        <m.OwnedCustomersCard />
      )),
  },
});
