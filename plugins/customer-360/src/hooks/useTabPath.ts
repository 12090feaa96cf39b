import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { CUSTOMER_KIND } from '@customer-360/backstage-plugin-customer-360-common';
import { useCustomerKey } from '../view/useCustomerView';
import { previewSearch, usePreview } from '../view/usePreview';

/** Tabs of a customer's page, by their path under the entity. @internal */
export type TabId =
  | 'profile'
  | 'billing'
  | 'contract'
  | 'usage'
  | 'relationship'
  | 'support'
  | 'upcoming'
  | 'access';

/** Where the tabs of this customer are. @internal */
export function useTabPath(): (tab: TabId) => string {
  const base = useRouteRef(entityRouteRef)({
    kind: CUSTOMER_KIND.toLowerCase(),
    ...useCustomerKey(),
  });
  const search = previewSearch(usePreview());
  return tab => `${base}/${tab}${search}`;
}
