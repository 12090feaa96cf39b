import type { ComponentType } from 'react';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

/** `home-page-widget:customer-360/mine` @alpha */
export const myCustomersWidget = HomePageWidgetBlueprint.make({
  name: 'mine',
  params: {
    name: 'MyCustomers',
    title: 'My customers',
    description: 'Whom you look after, with most to lose first',
    layout: {
      width: { minColumns: 4, maxColumns: 12, defaultColumns: 8 },
      height: { minRows: 4, maxRows: 14, defaultRows: 7 },
    },
    components: () =>
      import('../glance/MyCustomersCard').then(m => ({
        Content: m.MyCustomersCard,
      })),
    // It is a card of its own, with a heading of its own.
    componentProps: {
      Renderer: ({ Content }: { Content: ComponentType }) => <Content />,
    },
  },
});
