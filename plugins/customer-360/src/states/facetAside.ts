import type { FacetView } from '@customer-360/backstage-plugin-customer-360-common';
import type { stateMessages } from './messages';

/** The word beside a heading where there is no age to show. @internal */
export function facetAside(
  view: FacetView | undefined,
  m: typeof stateMessages.messages,
): string | undefined {
  switch (view?.state) {
    case undefined:
    case 'unconfigured':
      return m.asideUnconfigured;
    case 'denied':
      return m.asideDenied;
    case 'unlinked':
      return m.asideUnlinked;
    case 'unavailable':
      return m.asideUnavailable;
    case 'no_access':
      return m.asideNoAccess;
    default:
      return undefined;
  }
}
