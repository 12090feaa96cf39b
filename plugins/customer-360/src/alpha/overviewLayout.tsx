import { Fragment } from 'react';
import {
  EntityContentLayoutBlueprint,
  type EntityContentLayoutProps,
} from '@backstage/plugin-catalog-react/alpha';
import { z } from 'zod';
import { OVERVIEW_CARD_IDS } from '../overview/overviewCardIds';

/** `entity-content-layout:customer-360` @alpha */
export const customerOverviewLayout =
  EntityContentLayoutBlueprint.makeWithOverrides({
    configSchema: {
      /** Which of the plugin's own cards there are, and in which order. */
      cards: z.array(z.enum(OVERVIEW_CARD_IDS)).optional(),
    },
    factory: (originalFactory, { config }) =>
      originalFactory({
        filter: { kind: 'customer' },
        loader: async () => {
          const { OverviewPage } = await import('../overview/OverviewPage');
          return function CustomerOverviewLayout(
            props: EntityContentLayoutProps,
          ) {
            return (
              <OverviewPage
                show={config.cards}
                // Cards of type `info` belong into the side column of the
                // catalog's own layout, which this one has not.
                cards={props.cards
                  .filter(({ type }) => type !== 'info')
                  .map(({ element }, index) => (
                    <Fragment key={element.key ?? index}>{element}</Fragment>
                  ))}
              />
            );
          };
        },
      }),
  });
