import { Fragment } from 'react';
import {
  EntityContentLayoutBlueprint,
  type EntityContentLayoutProps,
} from '@backstage/plugin-catalog-react/alpha';

/** `entity-content-layout:customer-360` @alpha */
export const customerOverviewLayout = EntityContentLayoutBlueprint.make({
  params: {
    filter: { kind: 'customer' },
    loader: async () => {
      const { OverviewPage } = await import('../overview/OverviewPage');
      return function CustomerOverviewLayout(props: EntityContentLayoutProps) {
        return (
          <OverviewPage
            // Cards of type `info` belong into the side column of the catalog's
            // own layout, which this one has not.
            cards={props.cards
              .filter(({ type }) => type !== 'info')
              .map(({ element }, index) => (
                <Fragment key={element.key ?? index}>{element}</Fragment>
              ))}
          />
        );
      };
    },
  },
});
