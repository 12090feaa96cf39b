import { useLocation } from 'react-router-dom';
import type {
  FacetId,
  SectionId,
} from '@customer-360/backstage-plugin-customer-360-common';
import { useTabPath } from '../hooks/useTabPath';
import { useCustomerView } from '../view/useCustomerView';
import { useRefresh } from './useRefresh';

/** Tabs that show one section each; the others show something of all. */
const SECTION_TABS = [
  'billing',
  'contract',
  'usage',
  'support',
] as const satisfies readonly SectionId[];

/** Reads again what the tab in sight shows. @internal */
export function useRefreshOfTab(): ReturnType<typeof useRefresh> {
  const { pathname } = useLocation();
  const pathOf = useTabPath();
  const { view } = useCustomerView();
  const section = SECTION_TABS.find(tab =>
    pathOf(tab).split('?')[0].endsWith(pathname),
  );
  const facets = section && view?.sections[section]?.facets;
  return useRefresh(facets && (Object.keys(facets) as FacetId[]));
}
