import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { CUSTOMER_KIND } from '@customer-360/backstage-plugin-customer-360-common';
import { useCustomerKey } from '../view/useCustomerView';
import { previewSearch, usePreview } from '../view/usePreview';

/**
 * Tabs of a customer's page beside the first, by their path under the entity, in
 * the order of the questions.
 *
 * @internal
 */
export const TAB_IDS = [
  'profile',
  'billing',
  'contract',
  'usage',
  'relationship',
  'support',
  'upcoming',
  'access',
] as const;

/** @internal */
export type TabId = (typeof TAB_IDS)[number];

/** Where the tabs of this customer are. @internal */
export function useTabPath(): (tab: TabId) => string {
  const base = useRouteRef(entityRouteRef)({
    kind: CUSTOMER_KIND.toLowerCase(),
    ...useCustomerKey(),
  });
  const search = previewSearch(usePreview());
  return tab => `${base}/${tab}${search}`;
}
