import type {
  CustomerView,
  FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import { FacetNotice } from '../states/FacetNotice';
import { facetOf } from '../view/facetOf';

/**
 * What is to be said about a facet that a card draws beside its own, where it
 * was not read, not wholly, or not just now. A card's age is that of its own.
 *
 * @internal
 */
export function UnreadNotice(props: { facet: FacetId; view: CustomerView }) {
  const { facet, view } = props;
  const beside = facetOf(view, facet);
  switch (beside?.state) {
    case 'stale':
    case 'partial':
    case 'unavailable':
    case 'no_access':
      return <FacetNotice facet={facet} view={beside} />;
    default:
      return null;
  }
}
