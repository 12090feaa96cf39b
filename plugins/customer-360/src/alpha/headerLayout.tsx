import {
  EntityHeaderLayoutBlueprint,
  type EntityHeaderLayoutProps,
} from '@backstage/plugin-catalog-react/alpha';

/** `entity-header-layout:customer-360` @alpha */
export const customerHeaderLayout = EntityHeaderLayoutBlueprint.make({
  params: {
    filter: { kind: 'customer' },
    loader: () =>
      import('../header/CustomerHeader').then(
        m =>
          function CustomerHeaderLayout(props: EntityHeaderLayoutProps) {
            return <m.CustomerHeader {...props} />;
          },
      ),
  },
});
