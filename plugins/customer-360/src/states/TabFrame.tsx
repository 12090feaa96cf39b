import type { ReactNode } from 'react';
import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { Columns } from '../parts/Columns';
import { TabSkeleton } from '../parts/TabSkeleton';
import { ViewFrame } from './ViewFrame';

/** One tab of a customer: cards in two columns. @internal */
export function TabFrame(props: { children(view: CustomerView): ReactNode }) {
  return (
    <ViewFrame skeleton={<TabSkeleton />}>
      {view => <Columns>{props.children(view)}</Columns>}
    </ViewFrame>
  );
}
