import type {
  CustomerView,
  FacetId,
  FacetState,
} from '@customer-360/backstage-plugin-customer-360-common';
import { FacetsNotice } from '../states/FacetsNotice';
import { facetOf } from '../view/facetOf';

const TO_SAY: readonly (FacetState | undefined)[] = [
  'stale',
  'partial',
  'unavailable',
  'no_access',
];

/**
 * What is to be said about facets that a card draws beside its own, where they
 * were not read, not wholly, or not just now. A card's age is that of its own.
 *
 * @internal
 */
export function BesideNotice(props: {
  facets: readonly FacetId[];
  own: FacetId;
  view: CustomerView;
}) {
  const { facets, own, view } = props;
  return (
    <FacetsNotice
      facets={facets.filter(facet =>
        TO_SAY.includes(facetOf(view, facet)?.state),
      )}
      saidOf={own}
      view={view}
    />
  );
}
