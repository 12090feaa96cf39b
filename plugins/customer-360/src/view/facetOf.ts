import type {
  CustomerView,
  FacetId,
  FacetViews,
} from '@customer-360/backstage-plugin-customer-360-common';

/** A facet of a view, wherever its section is. @internal */
export function facetOf<F extends FacetId>(
  view: CustomerView,
  facet: F,
): FacetViews[F] {
  const facets: FacetViews = Object.assign(
    {},
    ...Object.values(view.sections).map(section => section.facets),
  );
  return facets[facet];
}
